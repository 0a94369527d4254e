using System.Text;

namespace AudioIO.Fuzz;

/// <summary>
/// Plans of work: a text that names files and cuts them into pieces. What is believed owns every frame once, and is written as itself. A plan that is
/// refused for its fingerprint alone is looked at again with the right one.
/// </summary>
internal sealed class PlanTarget : FuzzTarget
{
    private const int FingerprintDigits = 64;

    private static string Path => Files.Scratch("plan.json");

    public override string Name => "plans";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Plan(new WorkPlanOptions { PieceFrames = 100 }, AudioLoaderOptions.Default),
        Plan(new WorkPlanOptions { PieceFrames = 1, WholeFiles = true, FramesBefore = 5, Job = "\"x\"" }, AudioLoaderOptions.Default),
        Plan(new WorkPlanOptions { PieceFrames = 64, TileFrames = 16, FramesBefore = 7, FramesAfter = 9 },
            new AudioLoaderOptions { OnDamage = DamagePolicy.Silence, FileOrder = FileOrder.AsGiven, RecorderZone = TimeZoneInfo.Utc }),
    ];

    protected override byte[] Change(Random random, byte[] input, byte[] other) => Mutation.ApplyToText(random, input);

    protected override bool Run(byte[] input, Choices choices)
    {
        if (TryRead(input, out AudioFormatException? fault) is not { } plan)
        {
            if (fault!.Message.IndexOf("fingerprint: expected ", StringComparison.Ordinal) is not (> 0 and var at)) return false;
            string right = fault.Message[(at + "fingerprint: expected ".Length)..][..FingerprintDigits];
            byte[] mended = Mend(input, right);
            if (TryRead(mended, out _) is not { } believed) return false;
            plan = believed;
        }
        long next = 0;
        foreach (WorkPiece piece in plan.Pieces)
        {
            if (piece.Owned.Start != next || piece.Owned.IsEmpty) throw new Finding($"Piece {piece.Index} begins at {piece.Owned.Start}, not at {next}.");
            if (!piece.Reads.Contains(piece.Owned) || piece.Reads.Start < 0 || piece.Reads.Stop > plan.Frames)
                throw new Finding($"Piece {piece.Index} reads {piece.Reads} of {plan.Frames} frames.");
            next = piece.Owned.Stop;
        }
        if (next != plan.Frames) throw new Finding($"Pieces end at {next}, not at {plan.Frames}.");
        plan.Write(Path);
        if (WorkPlan.Read(Path).Fingerprint != plan.Fingerprint) throw new Finding("Written, a plan is another one.");
        return true;
    }

    private static WorkPlan? TryRead(byte[] input, out AudioFormatException? fault)
    {
        File.WriteAllBytes(Path, input);
        fault = null;
        try
        {
            return WorkPlan.Read(Path);
        }
        catch (AudioFormatException refusal)
        {
            fault = refusal;
            return null;
        }
    }

    /// <summary>What stands as a fingerprint becomes the right one.</summary>
    private static byte[] Mend(byte[] input, string right)
    {
        string text = Encoding.Latin1.GetString(input);
        int name = text.IndexOf("\"fingerprint\"", StringComparison.OrdinalIgnoreCase);
        int from = name < 0 ? -1 : text.IndexOf('"', name + "\"fingerprint\"".Length);
        int to = from < 0 ? -1 : text.IndexOf('"', from + 1);
        return to < 0 ? input : Encoding.Latin1.GetBytes(text[..(from + 1)] + right + text[to..]);
    }

    private static byte[] Plan(WorkPlanOptions options, AudioLoaderOptions opening)
    {
        using ConcatenatedSource source = Fuzz.Seeds.Joined.OpenAll();
        WorkPlan.Create(source.ToIndex(), options, opening).Write(Path);
        return File.ReadAllBytes(Path);
    }
}
