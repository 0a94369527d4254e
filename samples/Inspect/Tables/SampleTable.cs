using System.Globalization;
using AudioIO.Samples.Terminal;
using Spectre.Console;
using static AudioIO.Samples.Inspect.Tables.Layout;

namespace AudioIO.Samples.Inspect.Tables;

/// <summary>The samples around a moment, one row per frame.</summary>
internal static class SampleTable
{
    /// <param name="report">What is known.</param>
    /// <param name="width">Width of the terminal in characters.</param>
    public static Rows? Of(RecordingReport report, int width)
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
    private static int Decimals(RecordingReport report) => report.Encoding is AudioEncoding.IeeeFloat or AudioEncoding.Mp3 or AudioEncoding.Mixed
        ? 9
        : (int)Math.Ceiling((report.BitsPerSample - 1) * Math.Log10(2));
}
