using AudioIO.Tests.Joining;

namespace AudioIO.Tests.Plans;

public sealed class WorkPlanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_what_is_read()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            RecordingIndex index = Corpora.Random(random);
            WorkPlanOptions options = Corpora.RandomOptions(random) with { Job = "levels, 2 bands: \"ä\"\n" };
            var opening = new AudioLoaderOptions
            {
                Gaps = (GapPolicy)random.Next(2),
                OnDamage = (DamagePolicy)random.Next(2),
                MaxGap = TimeSpan.FromDays(400),
                RecorderZone = random.Next(2) == 0 ? null : TimeZoneInfo.Utc,
            };
            WorkPlan plan = WorkPlan.Create(index, options, opening);

            plan.Write(_folder["plan.json"]);
            WorkPlan read = WorkPlan.Read(_folder["plan.json"]);

            Assert.Equal((plan.Fingerprint, plan.Frames, plan.Options), (read.Fingerprint, read.Frames, read.Options));
            Assert.Equal(plan.Pieces, read.Pieces);
            Assert.Equal(plan.Index.Files.Select(file => file.Path), read.Index.Files.Select(file => file.Path));
        }
    }

    [Fact]
    public void The_fingerprint_is_64_hexadecimal_digits_and_the_same_every_time()
    {
        RecordingIndex index = Corpora.Index((100, 0), (50, null));
        var options = new WorkPlanOptions { PieceFrames = 30 };
        Assert.Matches("^[0-9a-f]{64}$", WorkPlan.Create(index, options).Fingerprint);
        Assert.Equal(WorkPlan.Create(index, options).Fingerprint, WorkPlan.Create(index, options).Fingerprint);
        // Known from the first version: a change of it makes the results that people have results of other plans.
        Assert.StartsWith("93509d773a5a3ab40861e9f6cadb03fadc99cb270", WorkPlan.Create(index, options).Fingerprint, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fingerprint_changes_with_all_that_results_depend_on()
    {
        RecordingIndex index = Corpora.Index((100, 0), (50, 5000));
        var options = new WorkPlanOptions { PieceFrames = 30 };
        IndexedFile[] files = [.. index.Files];
        RecordingIndex With(IndexedFile first) => new([first, files[1]]);
        string Of(RecordingIndex changed, WorkPlanOptions? cutting = null, AudioLoaderOptions? opening = null) =>
            WorkPlan.Create(changed, cutting ?? options, opening).Fingerprint;

        string[] fingerprints =
        [
            Of(index),
            Of(With(files[0] with { LengthBytes = 245 })),
            Of(With(files[0] with { ModifiedUtc = files[0].ModifiedUtc.AddTicks(1) })),
            Of(With(files[0] with { Path = Path.GetFullPath("/corpus/night/other.wav") })),
            Of(With(files[0] with { Info = files[0].Info with { Encoding = AudioEncoding.ALaw } })),
            Of(With(files[0] with { Info = files[0].Info with { BitsPerSample = 24 } })),
            Of(With(files[0] with { Info = files[0].Info with { Format = "RF64" } })),
            Of(With(files[0] with { StartTime = files[0].StartTime! with { UtcOffset = TimeSpan.FromHours(2) } })),
            Of(With(files[0] with { StartTime = files[0].StartTime! with { Local = Corpora.Evening } })),
            Of(With(files[0] with { FramesPerUnit = 7 })),
            Of(new RecordingIndex([files[1], files[0]])),
            Of(new RecordingIndex([files[0]])),
            Of(index, options with { PieceFrames = 31 }),
            Of(index, options with { TileFrames = 2 }),
            Of(index, options with { FramesBefore = 1 }),
            Of(index, options with { FramesAfter = 1 }),
            Of(index, options with { WholeFiles = true }),
            Of(index, options with { Breaks = WorkBreaks.Together }),
            Of(index, options with { Job = "levels" }),
            Of(index, null, new AudioLoaderOptions { Gaps = GapPolicy.Fill }),
            Of(index, null, new AudioLoaderOptions { OnDamage = DamagePolicy.Silence }),
            Of(index, null, new AudioLoaderOptions { RecorderZone = TimeZoneInfo.Utc }),
            Of(index, null, new AudioLoaderOptions { MaxGap = TimeSpan.FromDays(7) }),
            Of(index, null, new AudioLoaderOptions { FileOrder = FileOrder.Name }),
        ];

        Assert.Equal(fingerprints.Length, fingerprints.Distinct().Count());
    }

    [Fact]
    public void What_results_do_not_depend_on_leaves_the_fingerprint_alone()
    {
        RecordingIndex index = Corpora.Index((100, 0));
        var options = new WorkPlanOptions { PieceFrames = 30 };
        var opening = new AudioLoaderOptions { MaxDecodingThreads = 3, MaxOpenFiles = 2, BufferDuration = TimeSpan.FromSeconds(1) };
        Assert.Equal(WorkPlan.Create(index, options).Fingerprint, WorkPlan.Create(index, options, opening).Fingerprint);
    }

    [Fact]
    public void It_moves_with_the_corpus()
    {
        WorkPlan plan = RealPlan();
        plan.Write(_folder["card/plan.json"]);
        Directory.Move(_folder["card"], _folder["archive"]);

        WorkPlan moved = WorkPlan.Read(_folder["archive/plan.json"]);

        Assert.Equal(plan.Fingerprint, moved.Fingerprint);
        using ConcatenatedSource source = moved.Open();
        Assert.Equal(Waves.Counting(0, 300), source.ReadAll<short>());
    }

    [Fact]
    public void It_opens_the_corpus_as_it_was_planned()
    {
        string[] paths =
        [
            _folder.Write("a.wav", Waves.Int16(Waves.Counting(0, 100), start: "2024-05-01T20:00:00")),
            _folder.Write("b.wav", Waves.Int16(Waves.Counting(100, 100), start: "2024-05-01T20:01:00")),
        ];
        using ConcatenatedSource indexed = ConcatenatedSource.Open(paths);
        WorkPlan plan = WorkPlan.Create(
            indexed.ToIndex(), new WorkPlanOptions { PieceFrames = 1000 },
            new AudioLoaderOptions { Gaps = GapPolicy.Fill, RecorderZone = TimeZoneInfo.Utc, OnDamage = DamagePolicy.Silence });
        plan.Write(_folder["plan.json"]);

        using ConcatenatedSource source = WorkPlan.Read(_folder["plan.json"]).Open(new AudioLoaderOptions { MaxDecodingThreads = 1 });

        Assert.Equal((60 * 8000) + 100, source.Frames);
        Assert.True(source.IsZoneKnown);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("nonsense")]
    public void What_is_no_plan_is_refused(string json)
    {
        File.WriteAllText(_folder["plan.json"], json);
        var refusal = Assert.Throws<AudioFormatException>(() => WorkPlan.Read(_folder["plan.json"]));
        Assert.Equal((AudioFormatErrorKind.Malformed, _folder["plan.json"]), (refusal.Kind, refusal.Path));
    }

    [Theory]
    [InlineData("AudioIO work plan", "another plan", "format")]
    [InlineData("\"version\": 1,\n  \"fingerprint\"", "\"version\": 2,\n  \"fingerprint\"", "version")]
    [InlineData("\"job\": \"test\"", "\"job\": \"other\"", "fingerprint")]
    [InlineData("\"job\": \"test\"", "\"job\": null", "job")]
    [InlineData("\"pieceFrames\": 60", "\"pieceFrames\": 0", "pieceFrames")]
    [InlineData("\"pieceFrames\": 60", "\"pieceFrames\": 61", "fingerprint")]
    [InlineData("\"tileFrames\": 20", "\"tileFrames\": -20", "tileFrames")]
    [InlineData("\"tileFrames\": 20", "\"tileFrames\": 7", "pieces[0]")]
    [InlineData("\"wholeFiles\": false", "\"wholeFiles\": true", "tileFrames")]
    [InlineData("\"framesBefore\": 5", "\"framesBefore\": -5", "framesBefore")]
    [InlineData("\"framesAfter\": 3", "\"framesAfter\": 4", "pieces[0]")]
    [InlineData("\"Separate\"", "\"3\"", "breaks")]
    [InlineData("\"gaps\": \"Concatenate\"", "\"gaps\": \"Fill, Concatenate\"", "gaps")]
    [InlineData("\"maxGapTicks\": ", "\"maxGapTicks\": -", "maxGap")]
    [InlineData("\"onDamage\": \"Throw\"", "\"onDamage\": \"Silence\"", "fingerprint")]
    [InlineData("\"onJoin\": \"Report\"", "\"onJoin\": \"Report\", \"recorderZone\": \"Middle Earth\"", "recorderZone")]
    [InlineData("\"frames\": 300,\n  \"pieces\"", "\"frames\": 301,\n  \"pieces\"", "frames")]
    [InlineData("\"start\": 60,", "\"start\": 61,", "begin at frame 60")]
    [InlineData("\"start\": 60,", "\"start\": -60,", "pieces[1].start")]
    [InlineData("\"start\": 60,\n      \"count\": 60", "\"start\": 60,\n      \"count\": 0", "pieces[1].count")]
    [InlineData("\"start\": 60,\n      \"count\": 60", "\"start\": 60,\n      \"count\": 9223372036854775807", "pieces[1].count")]
    [InlineData("\"start\": 60,\n      \"count\": 60", "\"start\": 60,\n      \"count\": 59", "begin at frame 119")]
    [InlineData("\"start\": 240,\n      \"count\": 60", "\"start\": 240,\n      \"count\": 59", "own those from 299")]
    [InlineData("\"before\": 5", "\"before\": -5", "before")]
    [InlineData("\"before\": 5", "\"before\": 500", "before")]
    [InlineData("\"after\": 3", "\"after\": 9223372036854775807", "after")]
    [InlineData("\"after\": 3", "\"after\": 2", "pieces[0]")]
    [InlineData("\"bytes\": 244", "\"bytes\": 246", "fingerprint")]
    [InlineData("\"path\": \"b.wav\"", "\"path\": \"c.wav\"", "fingerprint")]
    public void A_plan_that_was_changed_is_refused(string from, string to, string expected)
    {
        RealPlan().Write(_folder["card/plan.json"]);
        string json = File.ReadAllText(_folder["card/plan.json"]).ReplaceLineEndings("\n");
        int at = json.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, json);
        File.WriteAllText(_folder["card/plan.json"], json[..at] + to + json[(at + from.Length)..]);
        var refusal = Assert.Throws<AudioFormatException>(() => WorkPlan.Read(_folder["card/plan.json"]));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_piece_that_is_listed_twice_is_refused()
    {
        RealPlan().Write(_folder["card/plan.json"]);
        string json = File.ReadAllText(_folder["card/plan.json"]).ReplaceLineEndings("\n");
        const string First = "\"pieces\": [\n    {\n      \"start\": 0,\n      \"count\": 60,\n      \"after\": 3\n    },";
        Assert.Contains(First, json, StringComparison.Ordinal);
        File.WriteAllText(_folder["card/plan.json"], json.Replace(First, First + First[First.IndexOf('[', StringComparison.Ordinal)..][1..], StringComparison.Ordinal));
        var refusal = Assert.Throws<AudioFormatException>(() => WorkPlan.Read(_folder["card/plan.json"]));
        Assert.Contains("pieces[1]: expected it to begin at frame 60, found 0", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Two files of 100 and 200 frames in pieces of 60.</summary>
    private WorkPlan RealPlan()
    {
        string[] paths =
        [
            _folder.Write("card/a.wav", Waves.Int16(Waves.Counting(0, 100))),
            _folder.Write("card/b.wav", Waves.Int16(Waves.Counting(100, 200))),
        ];
        using ConcatenatedSource source = ConcatenatedSource.Open(paths);
        return WorkPlan.Create(
            source.ToIndex(), new WorkPlanOptions { PieceFrames = 60, TileFrames = 20, FramesBefore = 5, FramesAfter = 3, Job = "test" });
    }
}
