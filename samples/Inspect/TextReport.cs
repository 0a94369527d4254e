using System.Globalization;
using AudioIO.Samples.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AudioIO.Samples.Inspect;

/// <summary>The report for people, section by section.</summary>
internal static class TextReport
{
    /// <summary>
    /// The sections in their order, given the report and the width in characters; one that has nothing to say is left out.
    /// </summary>
    private static readonly Func<RecordingReport, int, IRenderable?>[] Sections =
        [(report, _) => Format(report), (report, _) => Diagnostics(report), Samples];

    public static void Write(RecordingReport report, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]{report.Path}[/]");
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
        Row("Container", ContainerName(report.Container));
        Row("Encoding", NumberText.Encoding(report.Encoding, report.BitsPerSample));
        if (report.ValidBitsPerSample != report.BitsPerSample)
            Row("Valid bits", Invariant($"{report.ValidBitsPerSample} of {report.BitsPerSample}"));
        Row("Rate", NumberText.Rate(report.Rate));
        string speakers = report.Speakers.Count == 0 ? "" : $" ({string.Join(", ", report.Speakers)})";
        Row("Channels", Invariant($"{report.Channels}{speakers}"));
        Row("Frames", Invariant($"{report.Frames:#,0}"));
        Row("Duration", TimeText.Format(report.DurationSeconds, 3));
        string bytes = NumberText.Count(report.SizeBytes, "byte");
        Row("Size", report.SizeBytes < 1000 ? bytes : $"{NumberText.Bytes(report.SizeBytes)} ({bytes})");
        if (report.Diagnostics.Count == 0) Row("Diagnostics", "none");
        return grid;

        void Row(string name, string value) => grid.AddRow(new Text(name, new Style(Color.Grey)), new Text(value));
    }

    private static Rows? Diagnostics(RecordingReport report)
    {
        if (report.Diagnostics.Count == 0) return null;
        Table table = NewTable().AddColumn("Kind").AddColumn(Right("At byte")).AddColumn(Right("Frames")).AddColumn("What was found");
        foreach (Diagnostic entry in report.Diagnostics)
        {
            string position = entry.Position is { } at ? Invariant($"{at:#,0}") : "";
            table.AddRow(Cell(entry.Kind.ToString()), Cell(position), Cell(FramesOf(entry)), Cell(entry.Message));
        }
        return Titled("Diagnostics", table);
    }

    private static Rows? Samples(RecordingReport report, int width)
    {
        if (report.Samples is not { } samples) return null;
        string format = "F" + Decimals(report).ToString(CultureInfo.InvariantCulture);
        int valueWidth = "-1.".Length + Decimals(report);
        int columnWidth = 2 + Math.Max(Invariant($"Channel {report.Channels - 1}").Length, valueWidth);
        // Marker, frame and time take about 40 characters. A number broken at the edge of a narrow terminal would read as another number:
        // channels that find no room follow in a further table.
        int atOnce = Math.Max(1, (width - 40) / columnWidth);
        var tables = new List<Table>();
        for (int first = 0; first < report.Channels; first += atOnce)
            tables.Add(SamplesOf(first, Math.Min(first + atOnce, report.Channels)));
        return Titled("Samples", [.. tables]);

        Text Value(double value) => Cell(value.ToString(format, CultureInfo.InvariantCulture));

        Table SamplesOf(int firstChannel, int endChannel)
        {
            Table table = NewTable().AddColumn("").AddColumn(Right("Frame")).AddColumn(Right("Time"));
            for (int c = firstChannel; c < endChannel; c++) table.AddColumn(Right(Invariant($"Channel {c}")));
            for (int i = 0; i < samples.Values.Count; i++)
            {
                long frame = samples.StartFrame + i;
                table.AddRow(
                [
                    Cell(frame == samples.AtFrame ? ">" : ""),
                    Cell(Invariant($"{frame:#,0}")),
                    Cell(TimeText.Format(frame / report.Rate, 6)),
                    .. samples.Values[i][firstChannel..endChannel].Select(Value),
                ]);
            }
            return table;
        }
    }

    /// <summary>
    /// Digits that tell neighbouring integers apart, n bits being steps of 2^(1−n); nine for floats, as many as 32 bits can hold.
    /// </summary>
    private static int Decimals(RecordingReport report) =>
        report.Encoding == AudioEncoding.IeeeFloat ? 9 : (int)Math.Ceiling((report.BitsPerSample - 1) * Math.Log10(2));

    private static string FramesOf(Diagnostic entry) => (entry.StartFrame, entry.FrameCount) switch
    {
        ({ } start, { } count) => Invariant($"{count:#,0} from {start:#,0}"),
        ({ } start, null) => Invariant($"from {start:#,0}"),
        (null, { } count) => Invariant($"{count:#,0}"),
        _ => "",
    };

    private static string ContainerName(AudioContainer container) => container switch
    {
        AudioContainer.Riff => "WAV (RIFF)",
        AudioContainer.Rifx => "WAV (RIFX, big-endian)",
        AudioContainer.Rf64 => "WAV (RF64)",
        AudioContainer.Bw64 => "WAV (BW64)",
        AudioContainer.Wave64 => "Sony Wave64",
        AudioContainer.Flac => "FLAC",
        AudioContainer.Raw => "raw samples",
        AudioContainer.Concatenated => "several files",
        _ => container.ToString(),
    };

    private static Table NewTable() => new() { Border = TableBorder.Simple };

    private static Rows Titled(string title, params IRenderable[] tables) =>
        new([new Text(title, new Style(decoration: Decoration.Bold)), .. tables]);

    private static TableColumn Right(string heading) => new TableColumn(heading).RightAligned().NoWrap();

    private static Text Cell(string text) => new(text);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
