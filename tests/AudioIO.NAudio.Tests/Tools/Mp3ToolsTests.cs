using System.Diagnostics;
using System.Runtime.InteropServices;
using AudioIO.Tests.Contract;

namespace AudioIO.Tests.Tools;

/// <summary>Files of real encoders: the bits of decoding from the beginning, and the sound that ffmpeg's decoder gives, or lame's.</summary>
[Trait("Needs", "tools")]
public sealed class Mp3ToolsTests : IDisposable
{
    private const int Seconds = 12;

    /// <summary>Full accuracy (ISO/IEC 11172-4): no sample is further off than 2^−14 of full scale.</summary>
    private const float Accuracy = 1f / (1 << 14);

    private readonly TemporaryFolder _folder = new();

    [ToolsTheory]
    [InlineData(44_100, 2, "-b 128")]
    [InlineData(44_100, 2, "-b 320 -m s")]
    [InlineData(48_000, 2, "-V 2")]
    [InlineData(44_100, 2, "-V 9 -m j")]
    [InlineData(32_000, 1, "-b 64")]
    [InlineData(44_100, 1, "--abr 96")]
    [InlineData(44_100, 2, "-b 128 -p")]
    [InlineData(44_100, 2, "-b 128 -t")]
    [InlineData(44_100, 2, "-V 4 -t")]
    [InlineData(24_000, 2, "-b 64")]
    [InlineData(22_050, 2, "-V 5")]
    [InlineData(16_000, 1, "-b 32")]
    [InlineData(12_000, 2, "-b 40")]
    [InlineData(11_025, 1, "-V 6")]
    [InlineData(24_000, 1, "-b 8")]
    public void Files_of_lame(int rate, int channels, string options)
    {
        string sound = Sound(rate, channels), file = _folder["a.mp3"];
        Run("lame", ["--quiet", "--resample", $"{rate / 1000.0}", .. options.Split(' '), "--add-id3v2", "--tt", "title", sound, file]);
        bool hasTag = !options.Contains("-t", StringComparison.Ordinal);
        Compare(file, rate, channels, hasTag ? rate * Seconds : null);
    }

    [ToolsTheory]
    [InlineData(44_100, 2, "-b:a 192k")]
    [InlineData(48_000, 1, "-q:a 3")]
    [InlineData(22_050, 1, "-b:a 32k")]
    [InlineData(16_000, 2, "-q:a 7 -write_xing 0")]
    public void Files_of_ffmpeg(int rate, int channels, string options)
    {
        string sound = Sound(rate, channels), file = _folder["a.mp3"];
        Run("ffmpeg", ["-loglevel", "error", "-i", sound, .. options.Split(' '), file]);
        Compare(file, rate, channels, options.Contains("xing", StringComparison.Ordinal) ? null : rate * Seconds);
    }

    // The only sound that NLayer cannot decode is said to be damaged: short blocks at 8 kHz.
    [ToolsTheory]
    [InlineData(1, "-b 16")]
    [InlineData(2, "--abr 24")]
    public void Attacks_at_8_kHz_are_right_or_named(int channels, string options)
    {
        string file = _folder["a.mp3"];
        Run("lame", ["--quiet", "--resample", "8", .. options.Split(' '), Sound(8000, channels), file]);
        float[] expected = DecodeWithFfmpeg(file);
        using AudioLoader<float> data = NAudioLoader.Open(file, new AudioLoaderOptions { OnDamage = DamagePolicy.Silence });
        float[] whole = data.Source.ReadAll<float>();
        Assert.InRange(data.DamagedRanges.Sum(range => range.Count), 0, data.Frames / 4);
        for (int i = 0; i < whole.Length; i++)
        {
            if (Math.Abs(expected[i] - whole[i]) > Accuracy) Assert.Contains(data.DamagedRanges, range => range.Start <= i / channels && i / channels < range.Stop);
        }
    }

    private void Compare(string file, int rate, int channels, int? frames)
    {
        byte[] content = File.ReadAllBytes(file);
        using AudioLoader<float> data = NAudioLoader.Open(file);
        Assert.Equal((rate, channels), (data.Rate, data.Channels));
        float[] whole = data.Source.ReadAll<float>();

        byte[][] mp3Frames = [.. PlainDecoder.Cut(Bare(content))];
        ReadOnlySpan<byte> first = mp3Frames[0].AsSpan(0, Math.Min(60, mp3Frames[0].Length));
        bool hasTag = first.IndexOf("Xing"u8) > 0 || first.IndexOf("Info"u8) > 0;
        if (hasTag) mp3Frames = mp3Frames[1..];
        // Where the tag does not fit into an Mp3Frame, lame leaves it out.
        if (hasTag && frames is { } stated) Assert.Equal(stated, data.Frames);
        float[] plain = PlainDecoder.Decode(mp3Frames);
        long skipped = (plain.Length / channels) - data.Frames;
        if (!hasTag) Assert.Equal(0, skipped);
        int start = hasTag ? Math.Max(0, Enumerable.Range(0, (int)skipped + 1).First(
            offset => plain.AsSpan(offset * channels, 4000 * channels).SequenceEqual(whole.AsSpan(0, 4000 * channels)))) : 0;
        Bitwise.Same(plain.Frames(channels, start, data.Frames), whole, "decoded from the beginning");
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            long from = random.NextInt64(data.Frames), count = Math.Min(random.Next(1, 3000), data.Frames - from);
            Bitwise.Same(whole.Frames(channels, from, count), data.Source.Part<float>(from, count), $"{count} frames from {from}");
        }

        // ffmpeg 5.1 ends a band at 24 kHz two lines early, and is 4 dB further from the sound that was encoded than lame's own decoder, which clips.
        bool isLame = rate == 24_000 && hasTag;
        float[] expected = isLame ? DecodeWithLame(file) : DecodeWithFfmpeg(file);
        if (isLame) whole = [.. whole.Select(value => Math.Clamp(value, -1, 1))];
        Assert.Equal(expected.Length, whole.Length);
        int worst = Enumerable.Range(0, whole.Length).MaxBy(i => Math.Abs(expected[i] - whole[i]));
        Assert.True(Math.Abs(expected[worst] - whole[worst]) < Accuracy, $"value {worst}: expected {expected[worst]}, found {whole[worst]}");
    }

    private float[] DecodeWithFfmpeg(string file)
    {
        string raw = _folder["a.f32"];
        Run("ffmpeg", ["-loglevel", "error", "-i", file, "-f", "f32le", "-c:a", "pcm_f32le", raw]);
        return MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(raw)).ToArray();
    }

    private float[] DecodeWithLame(string file)
    {
        Run("lame", ["--quiet", "--decode", file, _folder["a.lame.wav"]]);
        using AudioSource source = AudioLoader.OpenSource(_folder["a.lame.wav"]);
        return source.ReadAll<float>();
    }

    /// <summary>The Mp3Frames without the tag before them and the one behind them.</summary>
    private static byte[] Bare(byte[] content)
    {
        int start = content.AsSpan().StartsWith("ID3"u8) ? 10 + ((content[6] << 21) | (content[7] << 14) | (content[8] << 7) | content[9]) : 0;
        int end = content.Length > 128 && content.AsSpan(content.Length - 128).StartsWith("TAG"u8) ? content.Length - 128 : content.Length;
        return content[start..end];
    }

    /// <summary>Chirps, clicks and noise, other ones in every channel.</summary>
    private string Sound(int rate, int channels)
    {
        string path = _folder["sound.wav"];
        var random = new Random(rate);
        float[] samples = new float[rate * Seconds * channels];
        for (int i = 0; i < samples.Length; i++)
        {
            double time = i / channels / (double)rate, frequency = 200 + (rate * 0.02 * time * (1 + (i % channels)));
            samples[i] = (float)((0.4 * Math.Sin(Math.PI * frequency * time)) + (0.1 * (random.NextDouble() - 0.5)));
            if (i / channels % (rate / 3) < 4) samples[i] = 0.8f;
        }
        using var writer = new WaveWriter(path, rate, channels, WaveEncoding.Pcm16);
        writer.Write(samples);
        return path;
    }

    private static void Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {errors}{output.Result}");
    }

    public void Dispose() => _folder.Dispose();
}
