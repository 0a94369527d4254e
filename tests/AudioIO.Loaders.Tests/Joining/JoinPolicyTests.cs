namespace AudioIO.Tests.Joining;

/// <summary>Files that do not fit together, under each policy.</summary>
public class JoinPolicyTests
{
    private static readonly DateTimeOffset Evening = new(2024, 5, 1, 20, 0, 0, TimeSpan.FromHours(2));

    public static TheoryData<string> Misfits { get; } = ["rate", "channels", "missing", "unreadable", "empty", "truncated header"];

    [Theory]
    [MemberData(nameof(Misfits))]
    public void Strict_and_Report_refuse_what_does_not_fit_and_name_it(string kind)
    {
        foreach (JoinPolicy policy in (JoinPolicy[])[JoinPolicy.Strict, JoinPolicy.Report])
        {
            MemoryFiles files = WithMisfit(kind);
            Exception refusal = Assert.ThrowsAny<Exception>(() => files.OpenAll(new AudioLoaderOptions { OnJoin = policy }));
            Assert.True(refusal is AudioFormatException or FileNotFoundException, refusal.ToString());
            if (kind is "rate" or "channels" or "missing") Assert.Contains("misfit.wav", refusal.Message, StringComparison.Ordinal);
            Assert.Equal(0, files.OpenNow);
        }
    }

    [Theory]
    [MemberData(nameof(Misfits))]
    public void Force_leaves_out_what_does_not_fit_and_lists_it(string kind)
    {
        MemoryFiles files = WithMisfit(kind);
        using ConcatenatedSource source = files.OpenAll(new AudioLoaderOptions { OnJoin = JoinPolicy.Force });
        LeftOutFile left = Assert.Single(source.LeftOut);
        Assert.EndsWith("misfit.wav", left.Path, StringComparison.Ordinal);
        Diagnostic entry = Assert.Single(source.Diagnostics);
        Assert.Equal((DiagnosticKind.Ignored, left.Path), (entry.Kind, entry.Path));
        Assert.Contains(left.Reason.Message, entry.Message, StringComparison.Ordinal);
        Assert.Equal(["a.wav", "b.wav"], source.Files.Select(file => Path.GetFileName(file.Path)));
        Assert.Equal(Waves.Counting(0, 16000), source.ReadAll<short>());
        Assert.Equal(JoinKind.Seamless, Assert.Single(source.Joins).Kind);
    }

    [Fact]
    public void Force_fails_where_no_file_is_left()
    {
        MemoryFiles files = new MemoryFiles().AddMissing("a.wav").Add("b.wav", [1, 2, 3]);
        var refusal = Assert.Throws<AudioFormatException>(() => files.OpenAll(new AudioLoaderOptions { OnJoin = JoinPolicy.Force }));
        Assert.IsType<FileNotFoundException>(refusal.InnerException);
        Assert.EndsWith("a.wav", refusal.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Under_Force_the_first_file_that_can_be_read_decides_on_rate_and_channels()
    {
        MemoryFiles files = new MemoryFiles().Add("junk.wav", [1, 2, 3]).Add("fast.wav", Waves.Int16([1], rate: 96000))
            .Add("slow.wav", Waves.Int16([2])).Add("fast2.wav", Waves.Int16([3], rate: 96000));
        using ConcatenatedSource source = files.OpenAll(new AudioLoaderOptions { OnJoin = JoinPolicy.Force });
        Assert.Equal((96000, 2), (source.Info.Rate, source.Info.Frames));
        Assert.Equal(["junk.wav", "slow.wav"], source.LeftOut.Select(file => Path.GetFileName(file.Path)));
    }

    [Theory]
    [InlineData(30.0, JoinKind.Gap)]
    [InlineData(-0.5, JoinKind.Overlap)]
    [InlineData(null, JoinKind.TimeMissing)]
    public void A_join_that_is_not_seamless_is_refused_by_Strict_and_reported_by_the_others(double? gap, JoinKind kind)
    {
        // Fractions of a second: the tolerance is 11 ms.
        DateTimeOffset start = Evening.AddSeconds(0.25);
        MemoryFiles Files() => new MemoryFiles()
            .Add("a.wav", Waves.Int16(Waves.Counting(0, 8000), start: Waves.Stamp(start)))
            .Add("b.wav", Waves.Int16(Waves.Counting(8000, 8000),
                start: gap is { } seconds ? Waves.Stamp(start.AddSeconds(1 + seconds)) : null));
        var refusal = Assert.Throws<AudioFormatException>(() => Files().OpenAll(new AudioLoaderOptions { OnJoin = JoinPolicy.Strict }));
        Assert.EndsWith("b.wav", refusal.Path, StringComparison.Ordinal);
        foreach (JoinPolicy policy in (JoinPolicy[])[JoinPolicy.Report, JoinPolicy.Force])
        {
            using ConcatenatedSource source = Files().OpenAll(new AudioLoaderOptions { OnJoin = policy });
            Join join = Assert.Single(source.Joins);
            Assert.Equal((kind, 8000), (join.Kind, join.StartFrame));
            Assert.Equal(gap, join.GapSeconds is { } found ? Math.Round(found, 6) : null);
            Diagnostic entry = Assert.Single(source.Diagnostics);
            Assert.Equal((DiagnosticKind.Join, 8000), (entry.Kind, entry.StartFrame));
            Assert.EndsWith("b.wav", entry.Path, StringComparison.Ordinal);
            if (gap is { } number) Assert.Contains($"{Math.Abs(number)} s", entry.Message, StringComparison.Ordinal);
            Assert.Empty(source.LeftOut);
            Assert.Equal(Waves.Counting(0, 16000), source.ReadAll<short>());
        }
    }

    [Fact]
    public void Strict_takes_files_that_follow_each_other()
    {
        using ConcatenatedSource source = Fitting().OpenAll(new AudioLoaderOptions { OnJoin = JoinPolicy.Strict });
        Assert.Empty(source.Diagnostics);
        Assert.Equal(16000, source.Info.Frames);
    }

    [Fact]
    public void Strict_refuses_even_a_single_file_without_a_start_time()
    {
        MemoryFiles files = new MemoryFiles().Add("a.wav", Waves.Int16([1]));
        Assert.Throws<AudioFormatException>(() => files.OpenAll(new AudioLoaderOptions { OnJoin = JoinPolicy.Strict }));
        using ConcatenatedSource source = files.OpenAll();
        Assert.Empty(source.Diagnostics);
    }

    [Fact]
    public void A_list_out_of_order_is_an_overlap_and_a_gap_unless_it_is_sorted()
    {
        var files = new MemoryFiles();
        foreach (int i in (int[])[2, 10, 1])
            files.Add($"night{i}.wav", Waves.Int16(Waves.Counting(Place(i) * 8000, 8000),
                start: Waves.Stamp(Evening.AddSeconds(Place(i)))));
        Assert.Throws<AudioFormatException>(() => files.OpenAll(new AudioLoaderOptions { OnJoin = JoinPolicy.Strict }));
        using (ConcatenatedSource given = files.OpenAll(new AudioLoaderOptions { FileOrder = FileOrder.AsGiven }))
        {
            Assert.Equal([JoinKind.Seamless, JoinKind.Overlap], given.Joins.Select(join => join.Kind));
            Assert.Equal(-3, given.Joins[1].GapSeconds);
        }
        foreach (FileOrder order in (FileOrder[])[FileOrder.Name, FileOrder.StartTime])
        {
            using ConcatenatedSource sorted = files.OpenAll(new AudioLoaderOptions { FileOrder = order, OnJoin = JoinPolicy.Strict });
            Assert.Equal(["night1.wav", "night2.wav", "night10.wav"], sorted.Files.Select(file => Path.GetFileName(file.Path)));
            Assert.Equal(Waves.Counting(0, 24000), sorted.ReadAll<short>());
        }

        static int Place(int number) => number switch { 1 => 0, 2 => 1, _ => 2 };
    }

    [Fact]
    public void Of_many_faults_the_first_in_the_list_is_thrown()
    {
        var files = new MemoryFiles();
        for (int i = 0; i < 40; i++)
        {
            if (i % 7 == 5) files.AddMissing($"{i}.wav");
            else files.Add($"{i}.wav", Waves.Int16([1]));
        }
        for (int i = 0; i < 20; i++)
            Assert.EndsWith("5.wav", Assert.Throws<FileNotFoundException>(() => files.OpenAll()).FileName, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_inside_a_file_is_listed_with_its_path_and_its_place_in_the_whole()
    {
        byte[] cut = Waves.Int16(Waves.Counting(0, 100))[..^20];
        MemoryFiles files = new MemoryFiles().Add("a.wav", Waves.Int16(Waves.Counting(0, 10))).Add("cut.wav", cut);
        using ConcatenatedSource source = files.OpenAll();
        Diagnostic entry = Assert.Single(source.Diagnostics, entry => entry.Kind == DiagnosticKind.Truncated);
        Assert.EndsWith("cut.wav", entry.Path, StringComparison.Ordinal);
        int before = source.Diagnostics.Count;
        source.ReadAll<short>();
        Assert.Equal(before, source.Diagnostics.Count);
    }

    private static MemoryFiles Fitting() => new MemoryFiles()
        .Add("a.wav", Waves.Int16(Waves.Counting(0, 8000), start: Waves.Stamp(Evening)))
        .Add("b.wav", Waves.Int16(Waves.Counting(8000, 8000), start: Waves.Stamp(Evening.AddSeconds(1))));

    private static MemoryFiles WithMisfit(string kind)
    {
        MemoryFiles files = new MemoryFiles().Add("a.wav", Waves.Int16(Waves.Counting(0, 8000), start: Waves.Stamp(Evening)));
        string start = Waves.Stamp(Evening.AddSeconds(1));
        _ = kind switch
        {
            "rate" => files.Add("misfit.wav", Waves.Int16(Waves.Counting(0, 8000), rate: 8001, start: start)),
            "channels" => files.Add("misfit.wav", Waves.Int16(Waves.Counting(0, 8000, 2), channels: 2, start: start)),
            "missing" => files.AddMissing("misfit.wav"),
            "unreadable" => files.Add("misfit.wav", Recordings.Noise(5000)),
            "empty" => files.Add("misfit.wav", []),
            _ => files.Add("misfit.wav", Waves.Int16([1])[..20]),
        };
        return files.Add("b.wav", Waves.Int16(Waves.Counting(8000, 8000), start: start));
    }
}
