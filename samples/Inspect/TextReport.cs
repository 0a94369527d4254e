using AudioIO.Samples.Inspect.Tables;
using AudioIO.Samples.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;
using static AudioIO.Samples.Inspect.Tables.Layout;

namespace AudioIO.Samples.Inspect;

/// <summary>The report for people, section by section.</summary>
internal static class TextReport
{
    /// <summary>
    /// The sections in their order, given the report and the width in characters; one that has nothing to say is left out.
    /// </summary>
    private static readonly Func<RecordingReport, int, IRenderable?>[] Sections =
    [
        (report, _) => Format(report),
        (report, _) => FileTable.Of(report),
        (report, _) => FileTable.LeftOut(report),
        (report, _) => MetadataTable.Of(report),
        (report, _) => MarkerTable.Of(report),
        (report, _) => LabelTable.Of(report),
        (report, _) => ChunkTable.Of(report),
        (report, _) => VerificationTable.Of(report),
        (report, _) => DiagnosticTable.Of(report),
        SampleTable.Of,
    ];

    public static void Write(RecordingReport report, IAnsiConsole console)
    {
        string title = report.Path ?? NumberText.Count(report.Files.Count, "file") + " as one recording";
        console.MarkupLineInterpolated($"[bold]{Printable(title)}[/]");
        foreach (Func<RecordingReport, int, IRenderable?> section in Sections)
        {
            if (section(report, console.Profile.Width) is not { } content) continue;
            console.WriteLine();
            console.Write(content);
        }
    }

    private static Grid Format(RecordingReport report)
    {
        Grid grid = new Grid().AddColumn().AddColumn();
        Row("Format", FormatName(report.Format));
        Row("Encoding", NumberText.Encoding(report.Encoding, report.BitsPerSample));
        if (report.ValidBitsPerSample != report.BitsPerSample)
            Row("Valid bits", Invariant($"{report.ValidBitsPerSample} of {report.BitsPerSample}"));
        Row("Rate", NumberText.Rate(report.Rate));
        string speakers = report.Speakers.Count == 0 ? "" : $" ({string.Join(", ", report.Speakers)})";
        Row("Channels", Invariant($"{report.Channels}{speakers}"));
        Row("Frames", Invariant($"{report.Frames:#,0}"));
        Row("Duration", TimeText.Format(report.DurationSeconds, 3));
        if (report.StartTime is { } start) Row("Start", Describe(start));
        if (report.Gain is { } gain) Row("Gain", gain.ToString());
        string bytes = NumberText.Count(report.SizeBytes, "byte");
        Row("Size", report.SizeBytes < 1000 ? bytes : $"{NumberText.Bytes(report.SizeBytes)} ({bytes})");
        if (report.Diagnostics.Count == 0) Row("Diagnostics", "none");
        return grid;

        void Row(string name, string value) => grid.AddRow(Name(name), Cell(value));
    }

    private static string Describe(StartTime start)
    {
        string zone = start.UtcOffset is null ? ", no zone named" : "";
        // Sections of the metadata have a name, everything else is described.
        string article = start.Origin.Contains(' ', StringComparison.Ordinal) ? "the " : "";
        return $"{ClockText.Format(start.Local, start.UtcOffset)}{zone} (from {article}{start.Origin})";
    }
}
