using System.Globalization;
using System.Text;

namespace AudioIO.Tests.Joining;

/// <summary>Makes the WAV files that are joined.</summary>
internal static class Waves
{
    /// <summary>
    /// 16-bit samples whose value tells the frame's place in the whole recording, modulo a prime, so that no two files look alike.
    /// </summary>
    public static short[] Counting(long firstFrame, int frames, int channels = 1)
    {
        short[] values = new short[frames * channels];
        for (int i = 0; i < values.Length; i++) values[i] = Value(firstFrame + (i / channels), i % channels);
        return values;
    }

    /// <summary>What <see cref="Counting"/> has at a frame and channel; never 0.</summary>
    public static short Value(long frame, int channel) => (short)(((((frame * 7) + channel) % 32749) + 1) * (channel % 2 == 0 ? 1 : -1));

    /// <summary>A file of 16-bit samples.</summary>
    public static byte[] Int16(
        short[] samples, int channels = 1, uint rate = 8000, string? start = null, params (string Id, byte[] Content)[] chunks)
    {
        WaveBuilder builder = WaveBuilder.Riff().Format(WaveFormat.Pcm(16, channels, rate));
        if (start is not null) builder.Chunk("guan", Guano(start));
        foreach ((string id, byte[] content) in chunks) builder.Chunk(id, content);
        return builder.Data(Recordings.Shorts(samples)).ToArray();
    }

    public static byte[] Guano(string timestamp) => Encoding.UTF8.GetBytes($"GUANO|Version: 1.0\nTimestamp: {timestamp}\n");

    /// <summary>A time as GUANO writes it.</summary>
    public static string Stamp(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);

    /// <summary>Cue points with labels, as a <c>cue </c> chunk and a LIST of type adtl.</summary>
    public static (string Id, byte[] Content)[] Cues(params (uint Frame, string Label)[] points)
    {
        var cue = new List<byte>(BitConverter.GetBytes(points.Length));
        var labels = new List<byte>("adtl"u8.ToArray());
        for (int i = 0; i < points.Length; i++)
        {
            byte[] id = BitConverter.GetBytes(i + 1);
            byte[] frame = BitConverter.GetBytes(points[i].Frame);
            cue.AddRange([.. id, .. frame, .. "data"u8, .. new byte[8], .. frame]);
            byte[] text = [.. Encoding.UTF8.GetBytes(points[i].Label), 0];
            labels.AddRange([.. "labl"u8, .. BitConverter.GetBytes(4 + text.Length), .. id, .. text, .. new byte[text.Length & 1]]);
        }
        return [("cue ", [.. cue]), ("LIST", [.. labels])];
    }
}
