using AudioIO.Samples.Terminal;
using Spectre.Console;
using static AudioIO.Samples.Inspect.Tables.Layout;

namespace AudioIO.Samples.Inspect.Tables;

/// <summary>Named points and regions, in the order of the recording.</summary>
internal static class MarkerTable
{
    public static Rows? Of(RecordingReport report)
    {
        if (report.Markers.Count == 0) return null;
        Table table = NewTable().AddColumn(Right("Time")).AddColumn(Right("Frame")).AddColumn(Right("Lasts")).AddColumn(Right("Frames"))
            .AddColumn("Label").AddColumn("Text");
        foreach (MarkerReport marker in report.Markers)
        {
            bool isPoint = marker.FrameCount == 0;
            table.AddRow(
                Cell(TimeText.Format(marker.StartSeconds, 3)),
                Cell(Invariant($"{marker.StartFrame:#,0}")),
                Cell(isPoint ? "" : TimeText.Format(marker.LengthSeconds, 3)),
                Cell(isPoint ? "" : Invariant($"{marker.FrameCount:#,0}")),
                Cell(marker.Label),
                Cell(marker.Text));
        }
        return Titled("Markers", table);
    }
}
