using System.Collections.Concurrent;

namespace AudioIO.Tests.Flac;

/// <summary>How a request is shared between threads: counted, not timed.</summary>
public class FlacPiecesTests
{
    private const int BlockSize = 4096;
    private const int GroupBlocks = 4;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(1_000_000_007)]
    [InlineData(1L << 40)]
    public void Pieces_cover_the_request_once_and_begin_where_blocks_do(long start)
    {
        for (int threads = 1; threads <= 17; threads++)
        {
            foreach (int least in (int[])[FlacPieces.LeastKnownBlocks, FlacPieces.LeastSearchedBlocks])
            {
                foreach (int frames in (int[])[1, 4095, 4096, 8193, 44_100, 176_400, 1_323_000, int.MaxValue])
                {
                    var pieces = FlacPieces.Plan(start, frames, BlockSize, GroupBlocks, threads, least);
                    Assert.InRange(pieces.Count, 1, 2 * threads);
                    Assert.Equal((start, start + frames), (pieces.StartOf(0), pieces.StartOf(pieces.Count)));
                    for (int i = 0; i < pieces.Count; i++) Assert.True(pieces.StartOf(i) < pieces.StartOf(i + 1), $"piece {i} of {pieces}");
                    for (int i = 1; i < pieces.Count; i++) Assert.Equal(0, pieces.StartOf(i) % BlockSize);
                }
            }
        }
    }

    /// <summary>Rate and channels of a recorder in the field, of bats by night, of an array of hydrophones, of a single bat detector.</summary>
    public static TheoryData<int, int> Recorders => new() { { 44_100, 2 }, { 96_000, 2 }, { 48_000, 8 }, { 250_000, 1 } };

    [Fact]
    public void Four_seconds_keep_sixteen_threads_busy_where_the_beginnings_are_known()
    {
        // 44 blocks of 44.1 kHz: fifteen pieces of three, where searching allows five.
        Assert.Equal(15, FlacPieces.Plan(0, 4 * 44_100, BlockSize, GroupBlocks, 16, FlacPieces.LeastKnownBlocks).Count);
        Assert.Equal(5, FlacPieces.Plan(0, 4 * 44_100, BlockSize, GroupBlocks, 16, FlacPieces.LeastSearchedBlocks).Count);
        // Thirty seconds have as many pieces for each thread.
        Assert.Equal(0, FlacPieces.Plan(0, 300 * 44_100, BlockSize, GroupBlocks, 16, FlacPieces.LeastKnownBlocks).Count % 16);
    }

    [Theory]
    [MemberData(nameof(Recorders))]
    public void Four_seconds_on_sixteen_threads_can_be_four_times_as_fast_before_anything_is_known_and_eleven_times_after(int rate, int channels)
    {
        // A thread alone is 2.3 to 3 times as fast as libFLAC: four threads' worth is more than seven times. What handing over costs is not in it.
        Assert.InRange(SpeedUp(rate, channels, 16, FlacPieces.LeastSearchedBlocks, searchedBlocks: 1), 4, 16);
        Assert.InRange(SpeedUp(rate, channels, 16, FlacPieces.LeastKnownBlocks, searchedBlocks: 0), 11, 16);
    }

    [Theory]
    [MemberData(nameof(Recorders))]
    public void Four_seconds_on_two_threads_leave_neither_waiting_for_long(int rate, int channels)
    {
        Assert.InRange(SpeedUp(rate, channels, 2, FlacPieces.LeastSearchedBlocks, searchedBlocks: 1), 1.8, 2);
        Assert.InRange(SpeedUp(rate, channels, 2, FlacPieces.LeastKnownBlocks, searchedBlocks: 0), 1.9, 2);
    }

    [Theory]
    [InlineData(0, 400)]
    [InlineData(5, 390)]
    [InlineData(31, 1)]
    [InlineData(3200, 3211)]
    public void Every_block_of_a_shared_request_is_decoded_once(int start, int beforeEnd)
    {
        FlacFile file = FlacDamageTests.Make(false, count: 400, channels: 2);
        using FlacSource source = FlacFile.Open(file.ToArray(), wholeWalkBytes: 0);
        var readers = new ConcurrentBag<FlacFrameReader>();
        FlacFrameReader Create()
        {
            FlacFrameReader reader = source.CreateReader(FlacLaneKernel.Best);
            readers.Add(reader);
            return reader;
        }
        int size = (int)file.Starts[1], count = (int)file.FrameCount - start - beforeEnd;
        int[] samples = new int[2 * count];
        for (int pass = 0; pass < 2; pass++)
        {
            // The first pass searches the beginnings of its pieces, the second one knows them.
            readers.Clear();
            FlacParallelRead<int>.Read(new FlacReaderPool(Create), source.Locator!, 16, isSearchCheap: true, start, samples.AsSpan());
            Assert.Equal(file.Samples.GetRange(2 * start, samples.Length), samples);
            Assert.Equal(((start + count - 1) / size) - (start / size) + 1, readers.Sum(reader => reader.DecodedFlacFrames));
        }
    }

    /// <summary>
    /// All blocks of a request of four seconds, over those of the busiest thread, where each begins with its own pieces and goes on with what
    /// is left. A piece that does not follow the thread's last one is searched, which is counted in blocks.
    /// </summary>
    private static double SpeedUp(int rate, int channels, int threads, int leastBlocks, double searchedBlocks)
    {
        var pieces = FlacPieces.Plan(0, 4 * rate, BlockSize, FlacGroupReader.KeptFlacFrames(channels), threads, leastBlocks);
        threads = Math.Min(threads, pieces.Count);
        double[] busy = new double[threads];
        int[] next = [.. Enumerable.Range(0, threads).Select(thread => pieces.FirstOf(thread, threads))];
        int[] last = [-1, .. Enumerable.Repeat(-2, threads - 1)];
        bool[] taken = new bool[pieces.Count];
        while (taken.Contains(false))
        {
            int thread = Array.IndexOf(busy, busy.Min()), piece = next[thread];
            while (taken[piece]) piece = (piece + 1) % pieces.Count;
            taken[piece] = true;
            double blocks = (pieces.StartOf(piece + 1) - pieces.StartOf(piece)) / (double)BlockSize;
            busy[thread] += blocks + (piece == last[thread] + 1 ? 0 : searchedBlocks);
            (last[thread], next[thread]) = (piece, (piece + 1) % pieces.Count);
        }
        return 4.0 * rate / BlockSize / busy.Max();
    }
}
