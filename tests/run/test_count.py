"""The number of articles, where it is cheap to know."""

from dragoman.run.count import count


def test_files_folders_and_lines_are_counted(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text("a")
    (tmp_path / "b.html").write_text("b")
    (tmp_path / "c.jsonl").write_bytes(b"{}\n\n{}\n{}")
    assert count([str(tmp_path)]) == 5
    assert count([str(tmp_path / "c.jsonl"), str(tmp_path / "b.html")]) == 4


def test_what_only_reading_would_tell_is_not_known(tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"x")
    assert count([str(tmp_path)]) is None
    assert count(["-"]) is None
    assert count([str(tmp_path / "gone")]) is None
