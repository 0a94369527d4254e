namespace AudioIO;

/// <summary>
/// Raven's selection tables. <c>Begin Time (s)</c> and <c>End Time (s)</c> count from the start of the recording, all files one after the
/// other; <c>Begin File</c> and <c>File Offset (s)</c> say the same in the file. One of both suffices.
/// </summary>
internal static class RavenTable
{
    public const string Selection = "Selection", View = "View", Channel = "Channel", BeginTime = "Begin Time (s)", EndTime = "End Time (s)",
        LowFrequency = "Low Freq (Hz)", HighFrequency = "High Freq (Hz)", BeginFile = "Begin File", BeginPath = "Begin Path",
        FileOffset = "File Offset (s)", DeltaTime = "Delta Time (s)", Annotation = "Annotation", Score = "Score";

    /// <summary>Reads a table.</summary>
    /// <param name="text">The text, from its beginning.</param>
    /// <param name="time">The recording.</param>
    /// <param name="where">What is read, for messages.</param>
    /// <param name="notes">Takes what is not as it should be.</param>
    public static List<Label> Read(TextReader text, LabelTimeLine time, LabelPlace where, LabelNotes notes)
    {
        var table = new LabelTable(new LabelRecords(text, '\t', withQuotes: false, where));
        var columns = new Columns(table);
        if (columns.Begin < 0 && (columns.File < 0 || columns.Offset < 0))
            throw LabelFault.At(where, 1, $"a heading with '{BeginTime}', or with '{BeginFile}' and '{FileOffset}'", "none of both");
        var labels = new List<Label>();
        (string Selection, string View) before = default;
        while (table.Read())
        {
            (string Selection, string View) here = (table.Text(columns.Selection), table.Text(columns.View));
            Label label = ReadRow(table, columns, time, notes);
            // Raven lists a selection once for each view that it is drawn in.
            bool isOtherView = labels.Count > 0 && here.Selection.Length > 0 && here.Selection == before.Selection && here.View != before.View
                && IsSamePlace(label, labels[^1]);
            before = here;
            if (isOtherView) continue;
            notes.CheckEnd(label, table.Line);
            labels.Add(label);
        }
        return labels;
    }

    /// <summary>Writes a table.</summary>
    /// <param name="text">Takes the text.</param>
    /// <param name="labels">The labels, in the order that they are numbered in.</param>
    /// <param name="time">The recording.</param>
    public static void Write(LabelWriter text, IReadOnlyList<Label> labels, LabelTimeLine time)
    {
        bool withChannel = labels.Any(label => label.Channel is not null), withScore = labels.Any(label => label.Score is not null);
        bool withLow = labels.Any(label => label.LowFrequencyHz is not null), withHigh = labels.Any(label => label.HighFrequencyHz is not null);
        var heading = new List<string> { Selection, View };
        if (withChannel) heading.Add(Channel);
        heading.AddRange([BeginTime, EndTime]);
        if (withLow) heading.Add(LowFrequency);
        if (withHigh) heading.Add(HighFrequency);
        heading.AddRange([BeginFile, FileOffset]);
        if (time.HasDoubleNames) heading.Add(BeginPath);
        heading.Add(Annotation);
        if (withScore) heading.Add(Score);
        var further = new FurtherColumns(labels, [.. heading, Channel, LowFrequency, HighFrequency, BeginPath, Score, DeltaTime]);
        text.Row([.. heading, .. further.Names]);

        var row = new List<string>();
        for (int i = 0; i < labels.Count; i++)
        {
            Label label = labels[i];
            (string? path, long offset) = time.FileOf(label.StartFrame);
            row.Clear();
            row.AddRange([LabelWriter.Whole(i + 1L), "Spectrogram 1"]);
            if (withChannel) row.Add(LabelWriter.Whole(label.Channel + 1L));
            row.Add(DecimalSeconds.Format(label.StartFrame, time.Rate));
            row.Add(DecimalSeconds.Format(label.StartFrame + label.FrameCount, time.Rate));
            if (withLow) row.Add(LabelWriter.Number(label.LowFrequencyHz));
            if (withHigh) row.Add(LabelWriter.Number(label.HighFrequencyHz));
            row.AddRange([Path.GetFileName(path) ?? "", path is null ? "" : DecimalSeconds.Format(offset, time.Rate)]);
            if (time.HasDoubleNames) row.Add(path ?? "");
            row.Add(label.Text);
            if (withScore) row.Add(LabelWriter.Number(label.Score));
            row.AddRange(further.CellsOf(label));
            text.Row(row);
        }
    }

    private static Label ReadRow(LabelTable table, Columns columns, LabelTimeLine time, LabelNotes notes)
    {
        DecimalSeconds? begin = table.Seconds(columns.Begin), end = table.Seconds(columns.End), length = table.Seconds(columns.Length);
        long? onLine = begin is { } b ? Frame(table, b, time.Rate) : null;
        long start = Start(table, columns, begin, onLine, time, notes);
        long count = 0;
        if (end is { } e) count = Frame(table, e, time.Rate) - (onLine ?? start);
        else if (length is { } l) count = Frame(table, l, time.Rate);
        if (count < 0) throw table.Fault($"an '{EndTime}' not before the beginning", LabelFault.Cell(table.Text(columns.End)));
        if (count > long.MaxValue - start) throw table.Fault("times of a recording", LabelFault.Cell(table.Text(columns.End)));
        double? low = table.Number(columns.Low, 0), high = table.Number(columns.High, 0);
        if (low > high) throw table.Fault("a highest frequency not below the lowest", $"{low} to {high} Hz");
        return new Label
        {
            StartFrame = start,
            FrameCount = count,
            Channel = (int?)(table.Whole(columns.Channel, 1, 65_536) - 1),
            LowFrequencyHz = low,
            HighFrequencyHz = high,
            Text = table.Text(columns.Text),
            Score = table.Number(columns.Score),
            Columns = table.Further(),
        };
    }

    private static long Start(
        LabelTable table, Columns columns, DecimalSeconds? begin, long? onLine, LabelTimeLine time, LabelNotes notes)
    {
        string name = table.Text(columns.File);
        DecimalSeconds? offset = table.Seconds(columns.Offset);
        long? inFile = null;
        if (offset is { } o && name.Length > 0)
        {
            long frame = Frame(table, o, time.Rate);
            inFile = time.StartOf(name, table.Text(columns.Path), onLine) + frame;
            if (inFile < 0) throw table.Fault("times of a recording", LabelFault.Cell(table.Text(columns.Offset)));
            if (inFile is null && onLine is not null)
            {
                notes.Add(DiagnosticKind.Contradiction, table.Line,
                    $"{LabelFault.Cell(name)} is no file of the recording, or several of that name are; '{BeginTime}' counts.");
            }
        }
        if (inFile is not { } fromFile)
        {
            return onLine ?? throw table.Fault(
                $"'{BeginTime}', or '{FileOffset}' in a file of the recording", name.Length > 0 ? LabelFault.Cell(name) : "neither");
        }
        if (onLine is not { } fromLine || fromLine == fromFile) return fromFile;
        int beginDecimals = begin!.Value.Decimals, fileDecimals = offset!.Value.Decimals;
        // Half a unit of the last decimal, and half a frame of each for the rounding to frames.
        double rounding = 1 + (0.5 * Math.Pow(10, -Math.Min(beginDecimals, fileDecimals)) * time.Rate);
        // Two longs of 0 or more: their difference is a long.
        if (Math.Abs(fromLine - fromFile) <= rounding) return beginDecimals > fileDecimals ? fromLine : fromFile;
        notes.Add(DiagnosticKind.Contradiction, table.Line,
            $"'{BeginTime}' is frame {fromLine}, '{BeginFile}' and '{FileOffset}' are frame {fromFile}; the file counts.");
        return fromFile;
    }

    private static long Frame(LabelTable table, DecimalSeconds seconds, double rate) =>
        seconds.FrameAt(rate) ?? throw table.Fault("times of a recording", "one beyond 2^63 frames");

    private static bool IsSamePlace(Label label, Label other) =>
        label.StartFrame == other.StartFrame && label.FrameCount == other.FrameCount && label.Channel == other.Channel;

    /// <summary>Where the columns are; −1 for what the table does not have.</summary>
    private sealed class Columns(LabelTable table)
    {
        public int Selection { get; } = table.Find(RavenTable.Selection);

        public int View { get; } = table.Find(RavenTable.View);

        public int Channel { get; } = table.Find(RavenTable.Channel);

        public int Begin { get; } = table.Find(BeginTime);

        public int End { get; } = table.Find(EndTime);

        public int Length { get; } = table.Find(DeltaTime);

        public int Low { get; } = table.Find(LowFrequency);

        public int High { get; } = table.Find(HighFrequency);

        public int File { get; } = table.Find(BeginFile);

        public int Path { get; } = table.Find(BeginPath);

        public int Offset { get; } = table.Find(FileOffset);

        // Whatever else stands for the text stays a column of its own: the program that wrote it looks for it there.
        public int Text { get; } = table.Find(Annotation) is >= 0 and var found
            ? found : table.Look("Common Name", "Species", "Label", "Type", "Species Code");

        public int Score { get; } = table.Find(RavenTable.Score) is >= 0 and var found ? found : table.Look("Confidence");
    }
}
