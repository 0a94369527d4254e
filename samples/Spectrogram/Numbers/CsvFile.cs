using System.Globalization;
using System.Text;

namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// Levels as a table: a line per column of the picture with its channel, its time in seconds, and a level per frequency; the first line names
/// them, frequencies in Hz. Silence is −200, and what is no level is nan.
/// </summary>
internal static class CsvFile
{
    /// <summary>Writes the table.</summary>
    public static void Write(Stream stream, LevelNumbers numbers)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.Write("channel,time_s,");
        writer.WriteLine(string.Join(',', numbers.Frequencies.Select(hertz => hertz.ToString("0.######", CultureInfo.InvariantCulture))));
        Span<char> text = stackalloc char[32];
        for (int channel = 0; channel < numbers.Channels.Count; channel++)
        {
            for (int column = 0; column < numbers.Times.Length; column++)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{numbers.Channels[channel]},{numbers.Times[column]:0.######}"));
                foreach (float level in numbers.Column(channel, column))
                {
                    writer.Write(',');
                    if (float.IsNaN(level)) writer.Write("nan");
                    // A level has at most 8 characters, infinity 9.
                    else if (level.TryFormat(text, out int length, "0.000", CultureInfo.InvariantCulture)) writer.Write(text[..length]);
                }
                writer.Write('\n');
            }
        }
    }
}
