using System.Globalization;

namespace AudioIO;

/// <summary>How far a plan has come.</summary>
public sealed class WorkProgress
{
    /// <summary>Words about more faults than anybody reads.</summary>
    private const int MaxNamed = 5;

    private WorkProgress(
        int pieces, List<WorkResult> results, List<int> missing, List<string> faults, List<string> unfinished, List<string> otherPlans)
    {
        Pieces = pieces;
        Results = results.AsReadOnly();
        Missing = missing.AsReadOnly();
        Faults = faults.AsReadOnly();
        Unfinished = unfinished.AsReadOnly();
        OtherPlans = otherPlans.AsReadOnly();
    }

    /// <summary>Number of pieces of the plan.</summary>
    public int Pieces { get; }

    /// <summary>Results of the pieces that are done, in ascending order.</summary>
    public IReadOnlyList<WorkResult> Results { get; }

    /// <summary>The pieces that are not done, in ascending order, those whose results are damaged included.</summary>
    public IReadOnlyList<int> Missing { get; }

    /// <summary>What is not as it should be: results that are damaged, or there twice. A sentence each, with the path.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>
    /// Full paths of folders that tasks are writing at the moment, or have left when they died; machine and process are part of the name.
    /// Those of tasks that are gone may be deleted.
    /// </summary>
    public IReadOnlyList<string> Unfinished { get; }

    /// <summary>Full paths of folders with results of other plans, or of this one before corpus, options or job changed.</summary>
    public IReadOnlyList<string> OtherPlans { get; }

    /// <summary>True where every piece is done, and nothing is wrong.</summary>
    public bool IsComplete => Missing.Count == 0 && Faults.Count == 0;

    /// <summary>What is done, what is missing, and what is wrong, in words.</summary>
    public override string ToString()
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{Results.Count} of {Pieces} pieces are done");
        if (Missing.Count > 0) text += $", missing are {RangesOf(Missing)}";
        if (Faults.Count > 0) text += $"; {string.Join("; ", Faults.Take(MaxNamed))}";
        if (Faults.Count > MaxNamed) text += string.Create(CultureInfo.InvariantCulture, $"; {Faults.Count - MaxNamed} more");
        if (Results.Count == 0 && OtherPlans.Count > 0)
            text += $"; the folder holds results of another plan ({string.Join(", ", OtherPlans.Take(MaxNamed).Select(Path.GetFileName))})";
        return text;
    }

    /// <summary>Numbers as ranges, as schedulers take them: <c>3,7-9</c>. Empty where there are none.</summary>
    /// <param name="pieces">Numbers in ascending order.</param>
    public static string RangesOf(IReadOnlyList<int> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var ranges = new List<string>();
        for (int i = 0; i < pieces.Count;)
        {
            int first = i++;
            while (i < pieces.Count && pieces[i] == pieces[i - 1] + 1) i++;
            ranges.Add(string.Create(CultureInfo.InvariantCulture, $"{pieces[first]}") +
                (i - first > 1 ? string.Create(CultureInfo.InvariantCulture, $"-{pieces[i - 1]}") : ""));
        }
        return string.Join(',', ranges);
    }

    internal static WorkProgress Of(IReadOnlyList<WorkPiece> pieces, PartFolder parts, bool withContent)
    {
        List<WorkResult> results = [];
        List<int> missing = [];
        List<string> faults = [];
        foreach (WorkPiece piece in pieces)
        {
            FoundPart? part = parts.Look(piece, withContent);
            if (part is { IsSound: true }) results.Add(new WorkResult(piece, part));
            else missing.Add(piece.Index);
            if (part?.Fault is { } fault) faults.Add($"the result of piece {piece.Index} in '{part.Path}' is damaged: {fault}");
        }
        (List<string> unfinished, List<string> others) = parts.Rest(pieces);
        foreach (string path in others)
        {
            FoundPart part = parts.Look(path, null, withContent: false);
            if (part.Document is { } document && document.Fingerprint == parts.Fingerprint)
                faults.Add($"'{path}' is a second result of piece {document.Piece}");
        }
        return new WorkProgress(pieces.Count, results, missing, faults, unfinished, parts.OtherPlans());
    }
}
