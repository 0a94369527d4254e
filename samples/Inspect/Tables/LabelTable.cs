using AudioIO.Samples.Terminal;
using Spectre.Console;
using static AudioIO.Samples.Inspect.Tables.Layout;

namespace AudioIO.Samples.Inspect.Tables;

/// <summary>The labels of a file, in its order; columns that none of them fills are left out.</summary>
internal static class LabelTable
{
    public static Rows? Of(RecordingReport report)
    {
        if (report.Labels is not { } labels) return null;
        if (labels.Count == 0) return Titled("Labels", Cell("none"));
        (TableColumn Column, Func<LabelReport, string> Cell)[] columns =
        [
            (Right("Time"), label => TimeText.Format(label.StartSeconds, 3)),
            (Right("Clock"), label => label.Clock is { } clock ? ClockText.Format(clock, null) : ""),
            (Right("Frame"), label => Invariant($"{label.StartFrame:#,0}")),
            (Right("Lasts"), label => label.FrameCount == 0 ? "" : TimeText.Format(label.LengthSeconds, 3)),
            (Right("Channel"), label => label.Channel is { } channel ? Invariant($"{channel}") : ""),
            (Right("Lowest"), label => Hertz(label.LowFrequencyHz)),
            (Right("Highest"), label => Hertz(label.HighFrequencyHz)),
            (new TableColumn("Text"), label => label.Text),
            (Right("Score"), label => label.Score is { } score ? Invariant($"{score:0.###}") : ""),
            (new TableColumn("Further"), label => string.Join(", ", (label.Columns ?? []).Select(column => $"{column.Name}: {column.Value}"))),
        ];
        columns = [.. columns.Where(column => labels.Any(label => column.Cell(label).Length > 0))];
        Table table = NewTable();
        foreach ((TableColumn column, _) in columns) table.AddColumn(column);
        foreach (LabelReport label in labels) table.AddRow([.. columns.Select(column => Cell(column.Cell(label)))]);
        return Titled("Labels", table);
    }

    private static string Hertz(double? frequency) => frequency is { } hertz ? Invariant($"{hertz:#,0.#} Hz") : "";
}
