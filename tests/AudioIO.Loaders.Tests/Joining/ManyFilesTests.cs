namespace AudioIO.Tests.Joining;

/// <summary>Ten thousand files. What is counted are openings: how long they take depends on the disk.</summary>
public class ManyFilesTests
{
    private const int Count = 10_000;

    [Fact]
    public void Ten_thousand_files_are_opened_once_each_and_never_more_than_allowed_at_once()
    {
        MemoryFiles files = Files();
        var progress = new Counter();
        using ConcatenatedSource source = files.OpenAll(new AudioLoaderOptions { MaxOpenFiles = 3 }, progress);
        Assert.Equal((Count, 3 * (long)Count, 0), (files.Opened, source.Info.Frames, files.OpenNow));
        Assert.Equal((Count, Count), (progress.Reports, progress.Last));
        Assert.InRange(files.MostOpen, 1, 3);
        Assert.Equal(Count - 1, source.Joins.Count);
        // The list of diagnostics is bounded, and says so; the list of joins is not.
        Assert.Equal(DiagnosticLog.MaxEntries + 1, source.Diagnostics.Count);
        Assert.Contains($"{Count - 1 - DiagnosticLog.MaxEntries} further", source.Diagnostics[^1].Message, StringComparison.Ordinal);

        var random = new Random(1);
        for (int i = 0; i < 300; i++)
        {
            short[] samples = new short[5];
            int frame = random.Next((3 * Count) - 5);
            source.Read<short>(frame, samples);
            Assert.Equal(Waves.Counting(frame, 5), samples);
        }
        Assert.InRange(files.MostOpen, 1, 3);
    }

    [Fact]
    public void Through_the_index_no_file_is_touched_until_it_is_read()
    {
        MemoryFiles files = Files();
        RecordingIndex index;
        using (ConcatenatedSource first = files.OpenAll()) index = first.ToIndex();
        int before = files.Touched;
        using ConcatenatedSource source = ConcatenatedSource.Open(index, AudioLoaderOptions.Default, files.Store);
        Assert.Equal((Count, 3 * (long)Count), (source.Files.Count, source.Info.Frames));
        Assert.Equal(4321, source.FileAt(3 * 4321).Index);
        Assert.Null(source.ClockAt(7));
        Assert.Equal(before, files.Touched);
        int opened = files.Opened;
        Assert.Equal(Waves.Counting(3 * 4321, 1), Read(source, 3 * 4321));
        Assert.Equal(opened + 1, files.Opened);
    }

    private static short[] Read(ConcatenatedSource source, long frame)
    {
        short[] sample = new short[1];
        source.Read<short>(frame, sample);
        return sample;
    }

    private static MemoryFiles Files()
    {
        var files = new MemoryFiles();
        for (int i = 0; i < Count; i++) files.Add($"{i:D5}.wav", Waves.Int16(Waves.Counting(3 * i, 3)));
        return files;
    }

    private sealed class Counter : IProgress<int>
    {
        private int _reports;
        private int _last;

        public int Reports => _reports;

        public int Last => _last;

        public void Report(int value)
        {
            Interlocked.Increment(ref _reports);
            for (int last = _last; value > last; last = _last) Interlocked.CompareExchange(ref _last, value, last);
        }
    }
}
