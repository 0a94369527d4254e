using AudioIO.Tests.Joining;

namespace AudioIO.Tests.Plans;

public sealed class WorkPartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Results => _folder["results"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pieces_that_are_done_are_not_begun_again_and_all_are_gathered_in_order()
    {
        WorkPlan plan = Plan();
        foreach (int piece in new[] { 3, 0, 4, 2, 1 }) Assert.True(Run(plan, piece));

        Assert.All(plan.Pieces, piece => Assert.Null(plan.Begin(piece.Index, Results)));
        IReadOnlyList<WorkResult> results = plan.Gather(Results);

        Assert.Equal(plan.Pieces, results.Select(result => result.Piece));
        Assert.All(results, result => Assert.Equal([Path.Combine("sub", "more.txt").Replace('\\', '/'), "sum.txt"], result.Files.Order()));
        Assert.Equal(
            Waves.Counting(0, 300).Sum(value => (long)value),
            results.Sum(result => long.Parse(File.ReadAllText(result.PathOf("sum.txt")), System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal("5 of 5 pieces are done", plan.Progress(Results).ToString());
    }

    [Fact]
    public void A_task_that_dies_leaves_nothing_that_counts()
    {
        WorkPlan plan = Plan();
        foreach (int piece in new[] { 0, 1, 3, 4 }) Run(plan, piece);
        // Not disposed of, as when the process was killed in the middle of writing.
        WorkPart dead = plan.Begin(2, Results)!;
        File.WriteAllText(dead.PathOf("sum.txt"), "12");

        WorkProgress progress = plan.Progress(Results);

        Assert.Equal([2], progress.Missing);
        Assert.Equal([dead.Folder], progress.Unfinished);
        Assert.Empty(progress.Faults);
        var refusal = Assert.Throws<InvalidOperationException>(() => plan.Gather(Results));
        Assert.Equal("Nothing is gathered: 4 of 5 pieces are done, missing are 2", refusal.Message);
        Assert.True(Run(plan, 2));
        Assert.Equal(5, plan.Gather(Results).Count);
    }

    [Fact]
    public void A_task_that_fails_leaves_nothing()
    {
        WorkPlan plan = Plan();
        using (WorkPart part = plan.Begin(1, Results)!) File.WriteAllText(part.PathOf("sum.txt"), "12");
        WorkProgress progress = plan.Progress(Results);
        Assert.Empty(progress.Unfinished);
        Assert.Equal([0, 1, 2, 3, 4], progress.Missing);
        Assert.Equal("0 of 5 pieces are done, missing are 0-4", progress.ToString());
    }

    [Fact]
    public void Of_two_tasks_on_one_piece_one_wins_and_the_other_is_told()
    {
        WorkPlan plan = Plan();
        using WorkPart first = plan.Begin(1, Results)!;
        using WorkPart second = plan.Begin(1, Results)!;
        Assert.NotEqual(first.Folder, second.Folder);
        File.WriteAllText(first.PathOf("sum.txt"), "first");
        File.WriteAllText(second.PathOf("sum.txt"), "second");

        Assert.True(second.Complete());
        Assert.False(first.Complete());

        WorkProgress progress = plan.Progress(Results);
        Assert.Equal("second", File.ReadAllText(Assert.Single(progress.Results).PathOf("sum.txt")));
        Assert.Empty(progress.Unfinished);
        Assert.Throws<InvalidOperationException>(() => first.Complete());
    }

    [Fact]
    public void Of_many_tasks_at_once_one_wins()
    {
        WorkPlan plan = Plan();
        int wins = 0;
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
        {
            using WorkPart? part = plan.Begin(i % 2, Results);
            if (part is null) return;
            File.WriteAllText(part.PathOf("sum.txt"), $"{i}");
            if (part.Complete()) Interlocked.Increment(ref wins);
        });
        Assert.Equal(2, wins);
        WorkProgress progress = plan.Progress(Results);
        Assert.Equal([0, 1], progress.Results.Select(result => result.Piece.Index));
        Assert.Empty(progress.Unfinished);
    }

    [Theory]
    [InlineData("shorter")]
    [InlineData("other")]
    [InlineData("gone")]
    [InlineData("undescribed")]
    [InlineData("nonsense")]
    [InlineData("outside")]
    [InlineData("no path")]
    public void A_result_that_was_damaged_is_refused_and_computed_anew(string damage)
    {
        WorkPlan plan = Plan();
        foreach (WorkPiece piece in plan.Pieces) Run(plan, piece.Index);
        WorkResult damaged = plan.Gather(Results)[3];
        string file = damaged.PathOf("sum.txt"), description = damaged.PathOf("part.json");
        string content = File.ReadAllText(file);
        if (damage == "shorter") File.WriteAllText(file, content[1..]);
        if (damage == "other") File.WriteAllText(file, new string('7', content.Length));
        if (damage == "gone") File.Delete(file);
        if (damage == "undescribed") File.Delete(description);
        if (damage == "nonsense") File.WriteAllText(description, "{");
        if (damage == "outside") File.WriteAllText(description, File.ReadAllText(description).Replace("\"sum.txt", "\"../sum.txt", StringComparison.Ordinal));
        if (damage == "no path") File.WriteAllText(description, File.ReadAllText(description).Replace("\"sum.txt", "\"sum\\u0000.txt", StringComparison.Ordinal));

        var refusal = Assert.Throws<InvalidOperationException>(() => plan.Gather(Results));
        Assert.Contains("missing are 3; the result of piece 3 in", refusal.Message, StringComparison.Ordinal);
        Assert.True(Run(plan, 3));

        Assert.Equal(content, File.ReadAllText(plan.Gather(Results)[3].PathOf("sum.txt")));
    }

    [Fact]
    public void A_result_that_is_there_twice_is_refused()
    {
        WorkPlan plan = Plan();
        foreach (WorkPiece piece in plan.Pieces) Run(plan, piece.Index);
        string third = plan.Gather(Results)[3].Folder;
        Directory.CreateDirectory(third + " copy");
        foreach (string file in Directory.GetFiles(third)) File.Copy(file, Path.Combine(third + " copy", Path.GetFileName(file)));
        var refusal = Assert.Throws<InvalidOperationException>(() => plan.Gather(Results));
        Assert.Contains("is a second result of piece 3", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_under_the_name_of_another_piece_is_refused()
    {
        WorkPlan plan = Plan();
        foreach (int piece in new[] { 0, 1, 2, 3 }) Run(plan, piece);
        string[] folders = [.. plan.Progress(Results).Results.Select(result => result.Folder)];
        Directory.Move(folders[3], folders[3].Replace("000003", "000004", StringComparison.Ordinal));
        WorkProgress progress = plan.Progress(Results);
        Assert.Equal([3, 4], progress.Missing);
        Assert.Contains("it is that of piece 3", Assert.Single(progress.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_another_job_or_corpus_do_not_count()
    {
        WorkPlan plan = Plan();
        foreach (WorkPiece piece in plan.Pieces) Run(plan, piece.Index);
        WorkPlan other = WorkPlan.Create(plan.Index, plan.Options with { Job = "another" });

        var refusal = Assert.Throws<InvalidOperationException>(() => other.Gather(Results));
        Assert.Contains("holds results of another plan (" + plan.Fingerprint[..16] + ")", refusal.Message, StringComparison.Ordinal);
        Assert.True(Run(other, 0));

        Assert.Equal(5, plan.Gather(Results).Count);
        Assert.Equal([0], other.Progress(Results).Results.Select(result => result.Piece.Index));
    }

    [Fact]
    public void A_piece_whose_files_have_changed_since_the_plan_is_refused_and_others_are_not()
    {
        WorkPlan plan = Plan();
        _folder.Write("a.wav", Waves.Int16(Waves.Counting(0, 101)));

        var refusal = Assert.Throws<AudioFormatException>(() => plan.Begin(0, Results));

        Assert.Equal(AudioFormatErrorKind.Changed, refusal.Kind);
        Assert.Contains("A file that piece 0 reads has changed since the plan was made", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("a.wav", refusal.Message, StringComparison.Ordinal);
        Assert.True(Run(plan, 4));
        File.Delete(_folder["a.wav"]);
        Assert.Contains("piece 1 reads is gone", Assert.Throws<FileNotFoundException>(() => plan.Begin(1, Results)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_written_while_a_piece_is_computed_makes_it_fail()
    {
        WorkPlan plan = Plan();
        using WorkPart part = plan.Begin(0, Results)!;
        File.SetLastWriteTimeUtc(_folder["a.wav"], new DateTime(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var refusal = Assert.Throws<AudioFormatException>(() => part.Complete());
        Assert.Contains("was written while piece 0 was computed", refusal.Message, StringComparison.Ordinal);
        part.Dispose();
        Assert.Empty(plan.Progress(Results).Unfinished);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        WorkPlan plan = Plan();
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Begin(-1, Results));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Begin(5, Results));
        Assert.Throws<ArgumentException>(() => plan.Begin(0, ""));
        using WorkPart part = plan.Begin(0, Results)!;
        File.WriteAllText(part.PathOf("part.json"), "mine");
        Assert.Throws<InvalidOperationException>(() => part.Complete());
    }

    [Theory]
    [InlineData("")]
    [InlineData("4", 4)]
    [InlineData("0-2", 0, 1, 2)]
    [InlineData("3,7-9,11-12,14", 3, 7, 8, 9, 11, 12, 14)]
    public void Numbers_are_told_as_schedulers_take_them(string expected, params int[] pieces) => Assert.Equal(expected, WorkProgress.RangesOf(pieces));

    private bool Run(WorkPlan plan, int piece)
    {
        using WorkPart? part = plan.Begin(piece, Results);
        if (part is null) return false;
        using ConcatenatedSource source = plan.Open();
        short[] samples = new short[part.Piece.Owned.Count];
        source.Read(part.Piece.Owned.Start, samples.AsSpan());
        File.WriteAllText(part.PathOf("sum.txt"), $"{samples.Sum(value => (long)value)}");
        Directory.CreateDirectory(part.PathOf("sub"));
        File.WriteAllText(part.PathOf("sub/more.txt"), "more");
        return part.Complete();
    }

    /// <summary>Files of 100 and 200 frames in pieces of 60.</summary>
    private WorkPlan Plan()
    {
        string[] paths = [_folder.Write("a.wav", Waves.Int16(Waves.Counting(0, 100))), _folder.Write("b.wav", Waves.Int16(Waves.Counting(100, 200)))];
        using ConcatenatedSource source = ConcatenatedSource.Open(paths);
        return WorkPlan.Create(source.ToIndex(), new WorkPlanOptions { PieceFrames = 60, Job = "sum" });
    }
}
