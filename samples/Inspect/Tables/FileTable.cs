using AudioIO.Samples.Terminal;
using Spectre.Console;
using static AudioIO.Samples.Inspect.Tables.Layout;

namespace AudioIO.Samples.Inspect.Tables;

/// <summary>The files that make up a recording, how they follow each other, and those that are not part of it.</summary>
internal static class FileTable
{
    public static Rows? Of(RecordingReport report)
    {
        if (report.Path is not null) return null;
        bool differ = report.Files.Select(EncodingOf).Distinct().Skip(1).Any();
        Table table = NewTable().AddColumn(Right("File")).AddColumn(Right("First frame")).AddColumn(Right("Frames")).AddColumn("Start")
            .AddColumn("Join").AddColumn(Right("Gap"));
        if (differ) table.AddColumn("Encoding");
        table.AddColumn("Path");
        foreach (FileReport file in report.Files)
        {
            Join? join = file.Index == 0 ? null : report.Joins[file.Index - 1];
            Text[] cells =
            [
                Cell(Invariant($"{file.Index}")),
                Cell(Invariant($"{file.StartFrame:#,0}")),
                Cell(Invariant($"{file.FrameCount:#,0}")),
                Cell(file.StartTime is { } start ? ClockText.Format(start.Local, start.UtcOffset) : ""),
                Cell(join is null ? "" : KindName(join.Kind)),
                Cell(join?.GapSeconds is { } gap ? Invariant($"{gap:+0.###;-0.###;0} s") : ""),
            ];
            table.AddRow([.. cells, .. differ ? [Cell(EncodingOf(file))] : Array.Empty<Text>(), Cell(file.Path)]);
        }
        return Titled("Files", table);
    }

    public static Rows? LeftOut(RecordingReport report)
    {
        if (report.LeftOut.Count == 0) return null;
        Table table = NewTable().AddColumn("Path").AddColumn("Why");
        foreach (LeftOutReport file in report.LeftOut) table.AddRow(Cell(file.Path), Cell(file.Reason));
        return Titled("Left out", table);
    }

    private static string EncodingOf(FileReport file) => NumberText.Encoding(file.Encoding, file.BitsPerSample);

    private static string KindName(JoinKind kind) => kind switch
    {
        JoinKind.Seamless => "seamless",
        JoinKind.Gap => "gap",
        JoinKind.Overlap => "overlap",
        JoinKind.TimeMissing => "no time",
        _ => kind.ToString(),
    };
}
