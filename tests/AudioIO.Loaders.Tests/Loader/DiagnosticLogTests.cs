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
}
