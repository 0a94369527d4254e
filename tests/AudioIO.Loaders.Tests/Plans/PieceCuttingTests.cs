namespace AudioIO.Tests.Plans;

public class PieceCuttingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_frame_of_a_random_corpus_is_owned_once_and_read_as_the_options_say(int seed)
    {
        for (int run = 0; run < 1000; run++)
        {
            var random = new Random((seed * 1000) + run);
            RecordingIndex index = Corpora.Random(random);
            WorkPlanOptions options = Corpora.RandomOptions(random);
            var opening = new AudioLoaderOptions { Gaps = (GapPolicy)random.Next(2) };
            string replay = $"seed {seed}, run {run}: {options}";
            using ConcatenatedSource corpus = ConcatenatedSource.Open(index, opening);

            WorkPlan plan = WorkPlan.Create(index, options, opening);

            CheckAgainstEveryFrame(plan, corpus, options, replay);
        }
    }

    // The model: every frame by itself, and nothing clever.
    private static void CheckAgainstEveryFrame(WorkPlan plan, ConcatenatedSource corpus, WorkPlanOptions options, string replay)
    {
        long frames = corpus.Frames;
        Assert.True(plan.Frames == frames, replay);
        int[] owners = new int[frames];
        int[] stretchOf = new int[frames];
        long[] stretchStart = [.. corpus.ContinuousRanges.Select(range => range.Start)];
        for (int i = 0; i < stretchStart.Length; i++)
        {
            FrameRange range = corpus.ContinuousRanges[i];
            for (long frame = range.Start; frame < range.Stop; frame++) stretchOf[frame] = options.Breaks == WorkBreaks.Ignored ? 0 : i;
        }
        HashSet<long> fileStarts = [.. corpus.Files.Select(file => file.StartFrame)];
        foreach (WorkPiece piece in plan.Pieces)
        {
            Assert.True(ReferenceEquals(piece, plan.Pieces[piece.Index]) && piece.Owned.Count > 0, replay);
            for (long frame = piece.Owned.Start; frame < piece.Owned.Stop; frame++) owners[frame]++;
            int first = stretchOf[piece.Owned.Start], last = stretchOf[piece.Owned.Stop - 1];
            if (options.Breaks != WorkBreaks.Together) Assert.True(first == last, $"{replay}: piece {piece.Index} has a break");
            long intoStretch = piece.Owned.Start - stretchStart[first];
            if (options.WholeFiles) Assert.True(intoStretch == 0 || fileStarts.Contains(piece.Owned.Start), $"{replay}: piece {piece.Index} cuts a file");
            else Assert.True(intoStretch % options.TileFrames == 0, $"{replay}: piece {piece.Index} cuts a tile");
            if (piece.Owned.Count > options.PieceFrames) Assert.True(IsIndivisible(piece, options, fileStarts), $"{replay}: piece {piece.Index} is too long");
            (long start, long stop) = (piece.Owned.Start, piece.Owned.Stop);
            for (long n = options.FramesBefore; n > 0 && start > 0 && stretchOf[start - 1] == first; n--) start--;
            for (long n = options.FramesAfter; n > 0 && stop < frames && stretchOf[stop] == last; n--) stop++;
            Assert.True(piece.Reads == new FrameRange(start, stop), $"{replay}: piece {piece.Index} reads {piece.Reads}, expected {start} to {stop}");
        }
        Assert.True(owners.All(count => count == 1), $"{replay}: a frame is owned {owners.FirstOrDefault(count => count != 1)} times");
    }

    private static bool IsIndivisible(WorkPiece piece, WorkPlanOptions options, HashSet<long> fileStarts) => options.WholeFiles
        ? !fileStarts.Any(start => start > piece.Owned.Start && start < piece.Owned.Stop)
        : piece.Owned.Count <= options.TileFrames;

    [Fact]
    public void Pieces_have_as_many_tiles_as_fit_and_tiles_begin_with_the_stretch()
    {
        // 1000 frames, a gap, 550 frames.
        RecordingIndex index = Corpora.Index((1000, 0), (550, 9000));
        WorkPlan plan = WorkPlan.Create(index, new WorkPlanOptions { PieceFrames = 450, TileFrames = 100, FramesBefore = 10, FramesAfter = 20 });
        Assert.Equal(
            [(0, 400, 0, 420), (400, 800, 390, 820), (800, 1000, 790, 1000), (1000, 1400, 1000, 1420), (1400, 1550, 1390, 1550)],
            plan.Pieces.Select(piece => (piece.Owned.Start, piece.Owned.Stop, piece.Reads.Start, piece.Reads.Stop)));
    }

    [Fact]
    public void Short_stretches_share_a_piece_where_they_may()
    {
        // Five files of a triggered recorder, an hour between each.
        RecordingIndex index = Corpora.Index([.. Enumerable.Range(0, 5).Select(i => (100L, (double?)(i * 28_800_000.0)))]);
        WorkPlan apart = WorkPlan.Create(index, new WorkPlanOptions { PieceFrames = 250 });
        WorkPlan together = WorkPlan.Create(index, new WorkPlanOptions { PieceFrames = 250, Breaks = WorkBreaks.Together, FramesBefore = 50 });
        Assert.Equal([100, 100, 100, 100, 100], apart.Pieces.Select(piece => piece.Owned.Count));
        Assert.Equal([200, 200, 100], together.Pieces.Select(piece => piece.Owned.Count));
        Assert.All(together.Pieces, piece => Assert.Equal(piece.Owned, piece.Reads));
    }

    [Fact]
    public void Files_are_kept_whole_even_where_they_are_longer_than_a_piece()
    {
        RecordingIndex index = Corpora.Index((100, null), (100, null), (0, null), (500, null), (100, null), (100, null));
        WorkPlan plan = WorkPlan.Create(index, new WorkPlanOptions { PieceFrames = 250, WholeFiles = true });
        Assert.Equal([200, 500, 200], plan.Pieces.Select(piece => piece.Owned.Count));
    }

    [Fact]
    public void A_corpus_without_a_frame_has_no_pieces() =>
        Assert.Empty(WorkPlan.Create(Corpora.Index((0, 0)), new WorkPlanOptions { PieceFrames = 100 }).Pieces);

    [Fact]
    public void Lengths_near_the_end_of_numbers_do_not_overflow()
    {
        RecordingIndex index = Corpora.Index((long.MaxValue - 5, null), (5, null));
        var options = new WorkPlanOptions
        {
            PieceFrames = long.MaxValue,
            TileFrames = long.MaxValue / 3,
            FramesBefore = long.MaxValue,
            FramesAfter = long.MaxValue,
        };
        WorkPlan plan = WorkPlan.Create(index, options);
        Assert.Equal(2, plan.Pieces.Count);
        Assert.Equal(long.MaxValue, plan.Pieces.Sum(piece => piece.Owned.Count));
        Assert.All(plan.Pieces, piece => Assert.Equal(new FrameRange(0, long.MaxValue), piece.Reads));
    }

    [Fact]
    public void More_pieces_than_can_be_handled_are_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => WorkPlan.Create(Corpora.Index((long.MaxValue, null)), new WorkPlanOptions { PieceFrames = 1 }));
        Assert.Contains("1048576 pieces", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(-1, 1, 0, 0)]
    [InlineData(1, 0, 0, 0)]
    [InlineData(1, 1, -1, 0)]
    [InlineData(1, 1, 0, -1)]
    public void Options_that_cannot_be_are_refused(long pieceFrames, long tileFrames, long before, long after) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkPlanOptions
        {
            PieceFrames = pieceFrames,
            TileFrames = tileFrames,
            FramesBefore = before,
            FramesAfter = after,
        });

    [Fact]
    public void Options_that_contradict_each_other_are_refused()
    {
        RecordingIndex index = Corpora.Index((100, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkPlanOptions { PieceFrames = 1, Breaks = (WorkBreaks)7 });
        Assert.Throws<ArgumentException>(() => new WorkPlanOptions { PieceFrames = 1, Job = new string('x', 65_537) });
        Assert.Throws<ArgumentException>(() => WorkPlan.Create(index, new WorkPlanOptions { PieceFrames = 10, TileFrames = 2, WholeFiles = true }));
        Assert.Throws<ArgumentException>(
            () => WorkPlan.Create(index, new WorkPlanOptions { PieceFrames = 10 }, new AudioLoaderOptions { Unwrap = new UnwrapOptions() }));
        var zone = TimeZoneInfo.CreateCustomTimeZone("Station 7", TimeSpan.FromHours(1), "Station 7", "Station 7");
        Assert.Throws<ArgumentException>(
            () => WorkPlan.Create(index, new WorkPlanOptions { PieceFrames = 10 }, new AudioLoaderOptions { RecorderZone = zone }));
    }
}
