using AudioIO.Tests.Flac;

namespace AudioIO.Tests.Joining;

/// <summary>What is known of a file outlives its handle. Counted, not timed: openings, bytes read, memory.</summary>
public sealed class KnownFilesTests : IDisposable
{
    private const int Count = 20;
    private const int BlockFrames = 64;
    private const int Blocks = 50;
    private const int Frames = BlockFrames * Blocks;

    /// <summary>What a handle takes, and looking whether the file is the same; decoding takes nothing.</summary>
    private const int BytesOfAnOpening = 2048;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reading_at_random_in_more_files_than_handles_reads_and_allocates_nothing_but_what_is_asked()
    {
        FlacFile[] files = [.. Enumerable.Range(0, Count).Select(File)];
        string[] paths = [.. files.Select((file, i) => _folder.Write($"{i:D2}.flac", file.ToArray()))];
        using ConcatenatedSource source = ConcatenatedSource.Open(paths, new AudioLoaderOptions { MaxOpenFiles = 8, MaxDecodingThreads = 1 });
        int[] samples = new int[BlockFrames];
        foreach (int file in Enumerable.Range(0, Count)) Read(file, 7); // what is not known yet
        long before = GC.GetAllocatedBytesForCurrentThread();
        const int Reads = 200;
        var random = new Random(1);
        for (int i = 0; i < Reads; i++) Read(random.Next(Count), random.Next(Blocks));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Reads * BytesOfAnOpening);

        void Read(int file, int block)
        {
            source.Read<int>(((long)file * Frames) + (block * BlockFrames), samples);
            for (int i = 0; i < BlockFrames; i++)
            {
                if (files[file].Samples[(block * BlockFrames) + i] != samples[i]) Assert.Fail($"Frame {i} of block {block} of file {file}.");
            }
        }
    }

    [Fact]
    public void A_file_whose_handle_is_open_allocates_nothing()
    {
        string[] paths = [.. Enumerable.Range(0, 5).Select(i => _folder.Write($"{i}.flac", File(i).ToArray()))];
        using ConcatenatedSource source = ConcatenatedSource.Open(paths, new AudioLoaderOptions { MaxDecodingThreads = 1 });
        int[] samples = new int[BlockFrames];
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 50; i++) source.Read<int>(i * 301, samples);
        }));
    }

    [Fact]
    public void A_file_is_parsed_once_however_often_its_handle_is_closed()
    {
        var files = new MemoryFiles();
        for (int i = 0; i < Count; i++) files.Add($"{i}.flac", File(i).ToArray());
        using ConcatenatedSource source = files.OpenAll(new AudioLoaderOptions { MaxOpenFiles = 3, MaxDecodingThreads = 1 });
        int[] samples = new int[BlockFrames];
        for (int i = 0; i < Count; i++) source.Read<int>(i * (long)Frames, samples);
        long before = files.BytesRead;
        const int Reads = 300;
        var random = new Random(2);
        for (int i = 0; i < Reads; i++) source.Read<int>((random.Next(Count) * (long)Frames) + (random.Next(Blocks) * BlockFrames), samples);
        Assert.InRange(files.MostOpen, 1, 3);
        // One run of the file for each read, which is as long as these small files at most; opening it would read it several times.
        long longest = Enumerable.Range(0, Count).Max(i => File(i).ToArray().Length);
        Assert.InRange(files.BytesRead - before, 0, Reads * longest);
    }

    [Fact]
    public void Memory_is_bounded_whatever_the_number_of_files()
    {
        var things = new List<Thing>();
        using var pool = new LeasePool<Thing>(1000, _ => Add(new Thing()), new LeaseBudget<Thing>(100, thing => thing.Bytes, thing => thing.Slim()));
        for (int key = 0; key < 8; key++) pool.Rent(key).Dispose(); // 8 · 20 bytes: those used longest ago give back 16 each
        Assert.Equal([4, 4, 4, 4, 20, 20, 20, 20], things.Select(thing => thing.Bytes));
        Assert.DoesNotContain(things, thing => thing.IsClosed);
        for (int key = 8; key < 100; key++) pool.Rent(key).Dispose();
        Assert.InRange(things.Where(thing => !thing.IsClosed).Sum(thing => thing.Bytes), 80, 100);
        Assert.Equal(100, things.Count);
        things[^1].Bytes = 1000;
        pool.Rent(99).Dispose();
        pool.Rent(99).Dispose();
        Assert.False(things[^1].IsClosed); // the one in use stays, whatever it takes

        Thing Add(Thing thing)
        {
            things.Add(thing);
            return thing;
        }
    }

    [Fact]
    public void A_flac_source_says_what_it_takes_and_gives_back_its_buffers()
    {
        using FlacSource source = FlacFile.Open(File(1).ToArray());
        long atRest = source.HeldBytes;
        source.Read<int>(0, new int[100]);
        Assert.InRange(source.HeldBytes, atRest + 100_000, atRest + 1_000_000);
        source.Slim();
        Assert.InRange(source.HeldBytes, atRest, atRest + 100_000);
        Assert.Equal(File(1).Samples, FlacFile.ReadAll(source));
    }

    private static FlacFile File(int seed) => FlacSounds.File(seed + 1, 1, 16, Enumerable.Repeat(BlockFrames, Blocks));

    private sealed class Thing : IDisposable
    {
        public int Bytes { get; set; } = 20;

        public bool IsClosed { get; private set; }

        public void Slim() => Bytes = 4;

        public void Dispose() => IsClosed = true;
    }
}
