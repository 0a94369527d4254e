using System.Text;

namespace AudioIO.Fuzz;

/// <summary>
/// Results of work in a folder that anybody may write to. An input is the number of a piece and what is beside its result, then the text that says what the
/// result holds. What is believed lies inside and is as the text says; what is not is computed anew.
/// </summary>
internal sealed class PartTarget : FuzzTarget
{
    private const int HeaderBytes = 2;
    private const string Result = "values.bin";

    /// <summary>Stands for the plan's fingerprint, in which the path of the recording is: that is another one each time.</summary>
    private const string Fingerprint = "PLAN";

    private static readonly byte[] Values = [1, 2, 3];
    private static readonly string Root = NewRoot();
    private static readonly WorkPlan Plan = NewPlan();

    public override string Name => "parts";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. from piece in Enumerable.Range(0, 3) select (byte[])[(byte)piece, (byte)(7 * piece), .. Completed(piece)]];

    protected override byte[] Change(Random random, byte[] input, byte[] other)
    {
        if (input.Length < HeaderBytes || random.Next(8) == 0) return Mutation.Apply(random, input, other);
        return [.. input[..HeaderBytes], .. Mutation.ApplyToText(random, input[HeaderBytes..])];
    }

    protected override bool Run(byte[] input, Choices choices)
    {
        if (input.Length < HeaderBytes) return false;
        int piece = input[0] % Plan.Pieces.Count;
        string folder = Files.Scratch("parts"), name = piece.ToString("D6"), results = Path.Combine(folder, Plan.Fingerprint[..16]);
        string part = Directory.CreateDirectory(Path.Combine(results, name)).FullName;
        try
        {
            File.WriteAllText(Path.Combine(part, "part.json"), Encoding.Latin1.GetString(input[HeaderBytes..]).Replace(Fingerprint, Plan.Fingerprint));
            if ((input[1] & 1) == 0) File.WriteAllBytes(Path.Combine(part, Result), Values);
            if ((input[1] & 2) != 0) Directory.CreateDirectory(Path.Combine(results, "stranger"));
            if ((input[1] & 4) != 0) Directory.CreateDirectory(Path.Combine(folder, "0123456789abcdef"));
            if ((input[1] & 8) != 0) Directory.CreateDirectory(Path.Combine(results, name + ".x.unfinished"));
            WorkProgress progress = Plan.Progress(folder);
            if (progress.ToString().Length == 0 || progress.Results.Count + progress.Missing.Count != Plan.Pieces.Count) throw new Finding("Pieces are lost.");
            foreach (WorkResult result in progress.Results) AssertInside(result);
            using WorkPart? begun = Plan.Begin(piece, folder);
            if (begun is null && progress.Results.Count == 0) throw new Finding("A result is there that nobody counts.");
            // Half of what is begun is given up.
            if (begun is not null && choices.Next(2) == 0) Complete(begun);
            begun?.Dispose();
            Gather(folder);
            return begun is null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>All pieces are done, and what is gathered is what was computed.</summary>
    private static void Gather(string folder)
    {
        foreach (WorkPiece piece in Plan.Pieces)
        {
            using WorkPart? part = Plan.Begin(piece.Index, folder);
            if (part is not null) Complete(part);
        }
        WorkProgress progress = Plan.Progress(folder);
        if (progress.Missing.Count > 0) throw new Finding($"Completed, and missing: {progress}");
        if (!progress.IsComplete) return;
        foreach (WorkResult result in Plan.Gather(folder)) AssertInside(result);
    }

    private static void Complete(WorkPart part)
    {
        File.WriteAllBytes(part.PathOf(Result), Values);
        if (!part.Complete()) throw new Finding($"Piece {part.Piece.Index} was damaged, and counts as completed before.");
    }

    private static void AssertInside(WorkResult result)
    {
        foreach (string name in result.Files)
        {
            string path = Path.GetFullPath(result.PathOf(name));
            if (!path.StartsWith(result.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path)) throw new Finding($"A result is '{name}'.");
        }
    }

    /// <summary>The text that stands beside a result.</summary>
    private static byte[] Completed(int piece)
    {
        string folder = Files.Scratch("made");
        try
        {
            using (WorkPart part = Plan.Begin(piece, folder)!) Complete(part);
            string text = File.ReadAllText(Directory.GetFiles(folder, "part.json", SearchOption.AllDirectories).Single());
            return Encoding.Latin1.GetBytes(text.Replace(Plan.Fingerprint, Fingerprint));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static WorkPlan NewPlan()
    {
        string path = Path.Combine(Root, "a.wav");
        File.WriteAllBytes(path, Fuzz.Seeds.Waves[0]);
        using ConcatenatedSource source = ConcatenatedSource.Open([path]);
        return WorkPlan.Create(source.ToIndex(), new WorkPlanOptions { PieceFrames = Math.Max(1, source.Frames / 3) });
    }

    /// <summary>A folder for the recording of the plan, until the program ends.</summary>
    private static string NewRoot()
    {
        string root = Directory.CreateDirectory(Files.Scratch("work")).FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        return root;
    }
}
