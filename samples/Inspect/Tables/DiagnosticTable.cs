using Spectre.Console;
using static AudioIO.Samples.Inspect.Tables.Layout;

namespace AudioIO.Samples.Inspect.Tables;

/// <summary>What is not as it should be, and where.</summary>
internal static class DiagnosticTable
{
    /// <summary>The section; files that were left out have one of their own, <see cref="FileTable.LeftOut"/>.</summary>
    public static Rows? Of(RecordingReport report)
    {
        var leftOut = report.LeftOut.Select(file => file.Path).ToHashSet();
        Diagnostic[] entries = [.. report.Diagnostics.Where(entry => entry.Path is null || !leftOut.Contains(entry.Path))];
        if (entries.Length == 0) return null;
        if (report.Path is not null) return Titled("Diagnostics", Of(entries, "Frames", fileOf: null));

        ILookup<string, int> indices = report.Files.ToLookup(file => file.Path, file => file.Index);
        return Titled("Diagnostics", Of(entries, "Frames", entry => entry.Path is null ? "" : string.Join(", ", indices[entry.Path])));
    }

    /// <param name="entries">The entries, one per row.</param>
    /// <param name="framesHeading">What the frames are counted in.</param>
    /// <param name="fileOf">Names the file of an entry; null for no such column.</param>
    public static Table Of(IEnumerable<Diagnostic> entries, string framesHeading, Func<Diagnostic, string>? fileOf)
    {
        Table table = NewTable();
        if (fileOf is not null) table.AddColumn(Right("File"));
        table.AddColumn("Kind").AddColumn(Right("At byte")).AddColumn(Right(framesHeading)).AddColumn("What was found");
        foreach (Diagnostic entry in entries)
        {
            string position = entry.Position is { } at ? Invariant($"{at:#,0}") : "";
            Text[] cells = [Cell(entry.Kind.ToString()), Cell(position), Cell(FramesOf(entry)), Cell(entry.Message)];
            table.AddRow(fileOf is null ? cells : [Cell(fileOf(entry)), .. cells]);
        }
        return table;
    }

    private static string FramesOf(Diagnostic entry) => (entry.StartFrame, entry.FrameCount) switch
    {
        ({ } start, { } count) => Invariant($"{count:#,0} from {start:#,0}"),
        ({ } start, null) => Invariant($"from {start:#,0}"),
        (null, { } count) => Invariant($"{count:#,0}"),
        _ => "",
    };
}
