namespace AudioIO;

/// <summary>
/// Labels as comma-separated values with a heading. AudioIO writes frames and seconds, and reads either; where they contradict each other
/// the frames count. Headings of other programs are known, too: <c>onset_s</c>, <c>Start (s)</c>, <c>duration</c> …
/// </summary>
internal static class CsvLabels
{
    private static readonly string[] Heading =
        ["start_frame", "frame_count", "start_seconds", "end_seconds", "channel", "low_hz", "high_hz", "text", "score"];

    /// <inheritdoc cref="RavenTable.Read"/>
    public static List<Label> Read(TextReader text, LabelTimeLine time, LabelPlace where, LabelNotes notes)
    {
        var table = new LabelTable(new LabelRecords(text, ',', withQuotes: true, where));
        var columns = new Columns(table);
        if (columns.StartFrame < 0 && columns.Start < 0)
            throw LabelFault.At(where, 1, "a heading with 'start_frame' or 'start_seconds'", "neither");
        var labels = new List<Label>();
        while (table.Read())
        {
            Label label = ReadRow(table, columns, time.Rate, notes);
            notes.CheckEnd(label, table.Line);
            labels.Add(label);
        }
        return labels;
    }

    /// <inheritdoc cref="RavenTable.Write"/>
    public static void Write(LabelWriter text, IReadOnlyList<Label> labels, LabelTimeLine time)
    {
        var further = new FurtherColumns(labels, [.. Heading, .. Columns.OtherNames]);
        text.Row([.. Heading, .. further.Names]);
        foreach (Label label in labels)
        {
            text.Row(
            [
                LabelWriter.Whole(label.StartFrame),
                LabelWriter.Whole(label.FrameCount),
                DecimalSeconds.Format(label.StartFrame, time.Rate),
                DecimalSeconds.Format(label.StartFrame + label.FrameCount, time.Rate),
                LabelWriter.Whole(label.Channel),
                LabelWriter.Number(label.LowFrequencyHz),
                LabelWriter.Number(label.HighFrequencyHz),
                label.Text,
                LabelWriter.Number(label.Score),
                .. further.CellsOf(label),
            ]);
        }
    }

    private static Label ReadRow(LabelTable table, Columns columns, double rate, LabelNotes notes)
    {
        long? byTime = Frame(table, columns.Start, rate);
        long start = table.Whole(columns.StartFrame) ?? byTime ?? throw table.Fault("'start_frame' or 'start_seconds'", "neither");
        long? end = Frame(table, columns.End, rate), length = Frame(table, columns.Length, rate);
        long count = table.Whole(columns.FrameCount) ?? (end - (byTime ?? start)) ?? length ?? 0;
        if (count < 0) throw table.Fault("an end not before the start", LabelFault.Cell(table.Text(columns.End)));
        if (count > long.MaxValue - start) throw table.Fault("frames of a recording", LabelFault.Cell(table.Text(columns.FrameCount)));
        if (byTime is { } other && other != start)
        {
            notes.Add(DiagnosticKind.Contradiction, table.Line, FormattableString.Invariant(
                $"the seconds are frame {other}, 'start_frame' is {start}; the frames count."));
        }
        double? low = table.Number(columns.Low, 0), high = table.Number(columns.High, 0);
        if (low > high) throw table.Fault("a highest frequency not below the lowest", $"{low} to {high} Hz");
        return new Label
        {
            StartFrame = start,
            FrameCount = count,
            Channel = (int?)table.Whole(columns.Channel, 0, 65_535),
            LowFrequencyHz = low,
            HighFrequencyHz = high,
            Text = table.Text(columns.Text),
            Score = table.Number(columns.Score),
            Columns = table.Further(),
        };
    }

    private static long? Frame(LabelTable table, int column, double rate)
    {
        if (table.Seconds(column) is not { } seconds) return null;
        return seconds.FrameAt(rate) ?? throw table.Fault("times of a recording", LabelFault.Cell(table.Text(column)));
    }

    /// <summary>Where the columns are; −1 for what the table does not have.</summary>
    private sealed class Columns(LabelTable table)
    {
        private static readonly string[] Starts = ["start_seconds", "onset_s", "onset", "start_time", "Start (s)", "Begin Time (s)", "start"];
        private static readonly string[] Ends = ["end_seconds", "offset_s", "offset", "end_time", "End (s)", "End Time (s)", "end"];
        private static readonly string[] Lengths = ["duration_seconds", "duration_s", "duration"];
        private static readonly string[] Lows = ["low_hz", "low_f", "Low Freq (Hz)"];
        private static readonly string[] Highs = ["high_hz", "high_f", "High Freq (Hz)"];
        private static readonly string[] Texts = ["text", "label", "annotation"];
        private static readonly string[] Scores = ["score"];

        /// <summary>Names under which something known is looked for, beside those that are written.</summary>
        public static IEnumerable<string> OtherNames => [.. Starts, .. Ends, .. Lengths, .. Lows, .. Highs, .. Texts];

        public int StartFrame { get; } = table.Find("start_frame");

        public int FrameCount { get; } = table.Find("frame_count");

        public int Start { get; } = table.Find(Starts);

        public int End { get; } = table.Find(Ends);

        public int Length { get; } = table.Find(Lengths);

        public int Channel { get; } = table.Find("channel");

        public int Low { get; } = table.Find(Lows);

        public int High { get; } = table.Find(Highs);

        // Whatever else stands for the text stays a column of its own.
        public int Text { get; } = table.Find(Texts) is >= 0 and var found ? found : table.Look("Common name", "species");

        public int Score { get; } = table.Find(Scores) is >= 0 and var found ? found : table.Look("Confidence");
    }
}
