namespace AudioIO.Tests;

public class DiagnosticLogTests
{
    [Fact]
    public void An_entry_beyond_those_listed_is_counted_once_however_often_it_is_met()
    {
        var log = new DiagnosticLog();
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < DiagnosticLog.MaxEntries + 7; i++)
                log.Add(new Diagnostic(DiagnosticKind.Damaged, $"Damage {i}") { Position = i });
            log.Add(new Diagnostic(DiagnosticKind.Ignored, "Another kind") { Position = 0 });
        }
        IReadOnlyList<Diagnostic> entries = log.Snapshot();
        Assert.Equal(DiagnosticLog.MaxEntries + 2, entries.Count);
        Assert.Equal("7 further entries are not listed.", entries[^1].Message);
        Assert.Same(entries, log.Snapshot());
    }

    [Fact]
    public void What_a_later_look_at_a_file_does_not_say_any_more_is_taken_back()
    {
        var log = new DiagnosticLog();
        Diagnostic[] before = [.. Enumerable.Range(0, DiagnosticLog.MaxEntries + 7).Select(i => new Diagnostic(DiagnosticKind.Truncated, $"{i}"))];
        foreach (Diagnostic entry in before) log.Add(entry);
        log.Add(new Diagnostic(DiagnosticKind.Damaged, "met in reading"));
        Diagnostic[] now = [before[3], before[DiagnosticLog.MaxEntries + 2], new Diagnostic(DiagnosticKind.Ignored, "new")];
        log.Exchange(before, now);
        Assert.Equal([before[3], new Diagnostic(DiagnosticKind.Damaged, "met in reading"), .. now[1..]], log.Snapshot());
        Assert.Equal(4, log.Snapshot().Count);
        log.Exchange(now, []);
        Assert.Equal("met in reading", Assert.Single(log.Snapshot()).Message);
    }

    [Fact]
    public void One_that_was_only_counted_is_listed_where_others_were_taken_back_and_counts_once()
    {
        var log = new DiagnosticLog();
        Diagnostic[] entries = [.. Enumerable.Range(0, DiagnosticLog.MaxEntries + 3).Select(i => new Diagnostic(DiagnosticKind.Damaged, $"{i}"))];
        foreach (Diagnostic entry in entries) log.Add(entry);
        log.Exchange(entries[..1], []);
        foreach (Diagnostic entry in entries[1..]) log.Add(entry);
        Assert.Equal([.. entries[1..(DiagnosticLog.MaxEntries + 1)]], log.Snapshot().Take(DiagnosticLog.MaxEntries));
        Assert.Equal("2 further entries are not listed.", log.Snapshot()[^1].Message);
    }

    [Fact]
    public void A_log_that_is_continued_in_another_one_keeps_what_it_has()
    {
        DiagnosticLog first = new(), second = new();
        first.Add(new Diagnostic(DiagnosticKind.Ignored, "before"));
        first.ContinueIn(second);
        first.Add(new Diagnostic(DiagnosticKind.Ignored, "after"));
        Assert.Equal(("before", "after"), (Assert.Single(first.Snapshot()).Message, Assert.Single(second.Snapshot()).Message));
    }
}
