namespace AudioIO;

/// <summary>
/// Label tracks of Audacity: a line each with start, end and text, separated by tabs, and below it, where frequencies are known, a line of
/// <c>\</c>, lowest and highest. A line without an end is a point, a negative frequency is none.
/// </summary>
internal static class AudacityLabels
{
    private const string FrequencyMark = "\\", NoFrequency = "-1";

    /// <inheritdoc cref="RavenTable.Read"/>
    public static List<Label> Read(TextReader text, LabelTimeLine time, LabelPlace where, LabelNotes notes)
    {
        var records = new LabelRecords(text, '\t', withQuotes: false, where);
        var labels = new List<Label>();
        while (records.Read())
        {
            if (records.Cells[0] == FrequencyMark) ReadFrequencies(records, labels);
            else labels.Add(ReadLabel(records, time, notes));
        }
        return labels;
    }

    /// <inheritdoc cref="RavenTable.Write"/>
    public static void Write(LabelWriter text, IReadOnlyList<Label> labels, LabelTimeLine time)
    {
        foreach (Label label in labels)
        {
            text.Row(
                DecimalSeconds.Format(label.StartFrame, time.Rate),
                DecimalSeconds.Format(label.StartFrame + label.FrameCount, time.Rate),
                label.Text);
            if (label.LowFrequencyHz is null && label.HighFrequencyHz is null) continue;
            text.Row(FrequencyMark, Frequency(label.LowFrequencyHz), Frequency(label.HighFrequencyHz));
        }
    }

    private static string Frequency(double? hertz) => hertz is null ? NoFrequency : LabelWriter.Number(hertz);

    private static Label ReadLabel(LabelRecords records, LabelTimeLine time, LabelNotes notes)
    {
        long start = Frame(records, 0, time.Rate);
        bool hasEnd = records.Cells.Count > 1 && DecimalSeconds.TryParse(records.Cells[1], out _);
        long stop = hasEnd ? Frame(records, 1, time.Rate) : start;
        if (stop < start) throw Fault(records, "an end not before the start", LabelFault.Cell(records.Cells[1]));
        // A tab in the text belongs to it.
        string text = string.Join('\t', records.Cells.Skip(hasEnd ? 2 : 1));
        var label = new Label { StartFrame = start, FrameCount = stop - start, Text = text };
        notes.CheckEnd(label, records.Line);
        return label;
    }

    private static void ReadFrequencies(LabelRecords records, List<Label> labels)
    {
        if (labels.Count == 0) throw Fault(records, "a label before its frequencies", "none");
        double? low = Hertz(records, 1), high = Hertz(records, 2);
        if (low > high) throw Fault(records, "a highest frequency not below the lowest", $"{low} to {high} Hz");
        labels[^1] = labels[^1] with { LowFrequencyHz = low, HighFrequencyHz = high };
    }

    private static double? Hertz(LabelRecords records, int cell)
    {
        string text = cell < records.Cells.Count ? records.Cells[cell] : "";
        bool isNumber = double.TryParse(
            text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double hertz);
        if (!isNumber || !double.IsFinite(hertz)) throw Fault(records, "a frequency in Hz", LabelFault.Cell(text));
        return hertz < 0 ? null : hertz;
    }

    private static long Frame(LabelRecords records, int cell, double rate) =>
        DecimalSeconds.TryParse(records.Cells[cell], out DecimalSeconds seconds) && seconds.FrameAt(rate) is { } frame
            ? frame
            : throw Fault(records, "seconds of 0 or more", LabelFault.Cell(records.Cells[cell]));

    private static AudioFormatException Fault(LabelRecords records, string expected, string found) =>
        LabelFault.At(records.Where, records.Line, expected, found);
}
