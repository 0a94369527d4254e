namespace AudioIO.Tests.Flac;

/// <summary>What is said about a FLAC file that is not as it should be: what it is, where, and how much.</summary>
public class FlacNoteTests
{
    [Fact]
    public void Verifying_while_the_file_grows_checks_one_state()
    {
        FlacFile file = FlacSounds.File(1, 1, 16, Enumerable.Repeat(4096, 40));
        using var recorder = new Growing.Recorder([.. file.Header, .. file.Frames.Take(30).SelectMany(frame => frame)]);
        using var source = (FlacSource)AudioLoader.OpenSource(recorder.Path);
        var grow = new Reports(() =>
        {
            recorder.Append([.. file.Frames.Skip(30).SelectMany(frame => frame)]);
            Assert.Equal(10 * 4096, source.Refresh());
        });
        FlacVerification before = source.Verify(grow);
        Assert.Equal((30 * 4096L, 0), (before.Frames, before.Damage.Count));
        Assert.Equal((40 * 4096L, FlacMd5Result.Matches), (source.Verify().Frames, source.Verify().Md5));
    }

    [Fact]
    public void A_join_adds_up_the_entries_that_its_files_do_not_list()
    {
        var join = new DiagnosticLog();
        foreach (string path in (string[])["a", "b"])
        {
            var file = new DiagnosticLog();
            for (int i = 0; i < DiagnosticLog.MaxEntries + 10; i++)
            {
                file.Add(new Diagnostic(DiagnosticKind.Damaged, $"{i}") { Path = path });
                // A join takes over what there is after every read.
                foreach (Diagnostic entry in file.Snapshot()) join.Add(entry with { Path = path });
            }
        }
        IReadOnlyList<Diagnostic> entries = join.Snapshot();
        Assert.Equal(DiagnosticLog.MaxEntries + 1, entries.Count);
        Assert.StartsWith($"{DiagnosticLog.MaxEntries + 20} further", entries[^1].Message, StringComparison.Ordinal);
    }

    private sealed class Reports(Action first) : IProgress<double>
    {
        private Action? _first = first;

        public void Report(double value)
        {
            Action? action = _first;
            _first = null;
            action?.Invoke();
        }
    }
}
