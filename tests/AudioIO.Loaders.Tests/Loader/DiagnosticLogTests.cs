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
    public void One_that_was_only_counted_is_listed_where_others_were_taken_back_and_counts_once()
    {
        var log = new DiagnosticLog();
        Diagnostic[] entries = [.. Enumerable.Range(0, DiagnosticLog.MaxEntries + 3).Select(i => new Diagnostic(DiagnosticKind.Damaged, $"{i}"))];
        foreach (Diagnostic entry in entries) log.Add(entry);
        log.Forget([entries[0], entries[^1]]);
        foreach (Diagnostic entry in entries[1..^1]) log.Add(entry);
        Assert.Equal([.. entries[1..(DiagnosticLog.MaxEntries + 1)]], log.Snapshot().Take(DiagnosticLog.MaxEntries));
        Assert.Equal("1 further entries are not listed.", log.Snapshot()[^1].Message);
    }
}
