using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AudioIO.Tests.Joining;

namespace AudioIO.Tests.Plans;

/// <summary>The code that docs/cluster.md shows, line by line, run on real files. Its names of files are properties here.</summary>
public sealed partial class ClusterPageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Recordings => _folder["recordings"];

    private string PlanFile => _folder["plan.json"];

    private string Results => _folder["results"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_job_of_ones_own_is_planned_computed_and_gathered()
    {
        _folder.Write("recordings/a.flac", Waves.Int16(Waves.Counting(0, 1500), rate: 1));
        _folder.Write("recordings/b.flac", Waves.Int16(Waves.Counting(1500, 6000), rate: 1));
        MakePlan();
        for (int piece = 0; piece < 3; piece++)
        {
            Compute(piece);
            Compute(piece);
        }
        IReadOnlyList<WorkResult> results = WorkPlan.Read(PlanFile).Gather(Results);
        Assert.Equal(["0 3584 0 7500", "3584 7168 0 7500", "7168 7500 3072 7500"], results.Select(result => File.ReadAllText(result.PathOf("clicks.csv"))));
    }

    [Fact]
    public void Every_line_of_code_on_the_page_is_run_here()
    {
        HashSet<string> run = [.. Lines(File.ReadAllText(ThisFile()))];
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/cluster.md"));
        string[] shown = [.. Code().Matches(page).SelectMany(match => Lines(match.Groups[1].Value))];
        Assert.True(shown.Length > 15);
        foreach (string line in shown) Assert.Contains(line, run);
    }

    private void MakePlan()
    {
        using ConcatenatedSource corpus = ConcatenatedSource.OpenFolder(Recordings, "*.flac");
        WorkPlan plan = WorkPlan.Create(corpus.ToIndex(), new WorkPlanOptions
        {
            PieceFrames = (long)(3600 * corpus.Rate),       // an hour, in whole tiles
            TileFrames = 512,                               // pieces begin with a hop of the spectrogram
            FramesBefore = 4096,
            FramesAfter = 4096,        // what a detector needs of its neighbours
            Job = "clicks 3, threshold 12 dB",              // whatever results depend on
        });
        plan.Write(PlanFile);
    }

    private void Compute(int piece)
    {
        WorkPlan plan = WorkPlan.Read(PlanFile);
        using WorkPart? part = plan.Begin(piece, Results);
        if (part is null) return;                           // done before
        using ConcatenatedSource corpus = plan.Open();      // as it was planned; no file is touched before it is read
        FrameRange owned = part.Piece.Owned;                // results are made for these frames
        FrameRange reads = part.Piece.Reads;                // and may need those
        using (StreamWriter results = File.CreateText(part.PathOf("clicks.csv"))) FindClicks(corpus, owned, reads, results);
        part.Complete();                                    // false: another task was first, this one is gone
    }

    private static void FindClicks(ConcatenatedSource corpus, FrameRange owned, FrameRange reads, StreamWriter results)
    {
        short[] samples = new short[reads.Count];
        corpus.Read(reads.Start, samples.AsSpan());
        Assert.Equal(Waves.Counting(reads.Start, samples.Length), samples);
        results.Write(string.Create(CultureInfo.InvariantCulture, $"{owned.Start} {owned.Stop} {reads.Start} {reads.Stop}"));
    }

    // What is said of a line does not count; names of files are properties.
    private static IEnumerable<string> Lines(string code) => code
        .Replace("\"recordings\"", "Recordings", StringComparison.Ordinal)
        .Replace("\"plan.json\"", "PlanFile", StringComparison.Ordinal)
        .Replace("\"results\"", "Results", StringComparison.Ordinal)
        .Split('\n')
        .Select(line => Remark().Replace(line, "").Trim())
        .Where(line => line.Length > 1);

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("```csharp\\r?\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\s*//.*")]
    private static partial Regex Remark();
}
