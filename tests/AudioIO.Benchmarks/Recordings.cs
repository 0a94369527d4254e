using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AudioIO.Benchmarks;

/// <summary>How a benchmark recording codes its samples.</summary>
internal enum SampleKind
{
    Int16 = 2,
    Int24 = 3,
    Float32 = 4,
}

/// <summary>
/// The recordings that the benchmarks read: made on first use, kept in the temporary folder (about 2.5 GB in all), the same at every run.
/// FLAC files are made by the flac tool from the WAV files.
/// </summary>
internal static class Recordings
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "audioio-benchmarks-2");

    public static string Stereo16 => Wave("stereo16", 44100, 2, 300, SampleKind.Int16);

    public static string Stereo24 => Wave("stereo24", 96000, 2, 120, SampleKind.Int24);

    public static string Mono16 => Wave("mono16", 250000, 1, 60, SampleKind.Int16);

    public static string Eight16 => Wave("eight16", 48000, 8, 60, SampleKind.Int16);

    public static string StereoFloat => Wave("stereofloat", 48000, 2, 120, SampleKind.Float32);

    public static string TwoHours => Wave("twohours", 44100, 2, 7200, SampleKind.Int16);

    /// <summary>A recorder's night in a thousand files of ten seconds, and the same in one file.</summary>
    public static string[] ThousandFiles(out string whole)
    {
        whole = Wave("night", 24000, 1, 10_000, SampleKind.Int16);
        var start = new DateTime(2026, 6, 21, 21, 0, 0);
        string[] paths = new string[1000];
        for (int i = 0; i < paths.Length; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"night_{start.AddSeconds(10 * i):yyyyMMdd_HHmmss}");
            paths[i] = Wave(Path.Combine("night", name), 24000, 1, 10, SampleKind.Int16);
        }
        return paths;
    }

    /// <summary>The FLAC version of one of the recordings.</summary>
    /// <param name="wave">Path of the WAV file.</param>
    /// <param name="level">Compression level of the flac tool, 0 to 8.</param>
    /// <param name="seekTable">False to leave the seek table out.</param>
    public static string Flac(string wave, int level = 5, bool seekTable = true)
    {
        string path = Path.ChangeExtension(wave, $"{level}{(seekTable ? "" : ".noseektable")}.flac");
        return Make(path, temporary =>
        {
            string[] options = ["-s", "-f", "--lax", $"-{level}", seekTable ? "-S10s" : "--no-seektable", "-o", temporary, wave];
            using var process = Process.Start("flac", options);
            process.WaitForExit();
            if (process.ExitCode != 0) throw new InvalidOperationException($"flac ended with exit code {process.ExitCode}.");
        });
    }

    /// <summary>The MP3 version of one of the recordings; null where no ffmpeg makes one.</summary>
    public static string? Mp3(string wave)
    {
        try
        {
            return Make(Path.ChangeExtension(wave, "mp3"), temporary =>
            {
                string[] options = ["-v", "error", "-y", "-i", wave, "-c:a", "libmp3lame", "-b:a", "128k", "-f", "mp3", temporary];
                using var process = Process.Start("ffmpeg", options);
                process.WaitForExit();
                if (process.ExitCode != 0) throw new InvalidOperationException($"ffmpeg ended with exit code {process.ExitCode}.");
            });
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Wave(string name, int rate, int channels, int seconds, SampleKind kind) =>
        Make(Path.Combine(Folder, name + ".wav"), path => WriteWave(path, rate, channels, seconds, kind));

    private static string Make(string path, Action<string> write)
    {
        if (File.Exists(path)) return path;
        Console.WriteLine($"Making {path} …");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = path + ".part";
        write(temporary);
        File.Move(temporary, path);
        return path;
    }

    private static void WriteWave(string path, int rate, int channels, int seconds, SampleKind kind)
    {
        // Ten minutes are enough variety: a longer recording repeats them.
        const int PeriodSeconds = 600;
        int bytesPerSample = (int)kind;
        byte[] period = Period(rate, channels, Math.Min(seconds, PeriodSeconds), kind);
        using FileStream file = File.Create(path);
        file.Write(Header(rate, channels, bytesPerSample, kind == SampleKind.Float32, (uint)((long)rate * seconds * channels * bytesPerSample)));
        long rest = (long)rate * seconds * channels * bytesPerSample;
        for (; rest > 0; rest -= period.Length) file.Write(period, 0, (int)Math.Min(rest, period.Length));
    }

    private static byte[] Period(int rate, int channels, int seconds, SampleKind kind)
    {
        var sound = new SyntheticSound(rate, channels, seed: rate + channels, floor: kind == SampleKind.Int24 ? 3e-4 : 2.4e-3);
        byte[] bytes = new byte[(long)rate * channels * seconds * (int)kind];
        double[] second = new double[rate * channels];
        Span<byte> rest = bytes;
        for (int s = 0; s < seconds; s++)
        {
            sound.Next(second);
            foreach (double value in second)
            {
                Write(rest, value, kind);
                rest = rest[(int)kind..];
            }
        }
        return bytes;
    }

    private static void Write(Span<byte> destination, double value, SampleKind kind)
    {
        switch (kind)
        {
            case SampleKind.Int16:
                BinaryPrimitives.WriteInt16LittleEndian(destination, (short)Math.Clamp(Math.Round(value * 32768), -32768, 32767));
                break;
            case SampleKind.Int24:
                int integer = (int)Math.Clamp(Math.Round(value * 8388608), -8388608, 8388607);
                destination[0] = (byte)integer;
                destination[1] = (byte)(integer >> 8);
                destination[2] = (byte)(integer >> 16);
                break;
            default:
                BinaryPrimitives.WriteSingleLittleEndian(destination, (float)value);
                break;
        }
    }

    // WAVE_FORMAT_EXTENSIBLE, which more than two channels and more than 16 bits ask for.
    private static byte[] Header(int rate, int channels, int bytesPerSample, bool isFloat, uint dataBytes)
    {
        ReadOnlySpan<byte> guidTail = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.ASCII);
        int blockAlign = channels * bytesPerSample;
        writer.Write("RIFF"u8);
        writer.Write(60 + dataBytes);
        writer.Write("WAVEfmt "u8);
        writer.Write(40);
        writer.Write((ushort)0xFFFE);
        writer.Write((short)channels);
        writer.Write(rate);
        writer.Write(rate * blockAlign);
        writer.Write((short)blockAlign);
        writer.Write((short)(8 * bytesPerSample));
        writer.Write((short)22);
        writer.Write((short)(8 * bytesPerSample));
        writer.Write(channels switch { 1 => 4, 2 => 3, _ => 0x63F });
        writer.Write((short)(isFloat ? 3 : 1));
        writer.Write(guidTail);
        writer.Write("data"u8);
        writer.Write(dataBytes);
        return stream.ToArray();
    }
}
