using AudioIO.Tests.Flac;

namespace AudioIO.Samples.Tests;

/// <summary>A folder of its own for a test, removed afterwards, and what a program printed there.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("AudioIO-samples-");

    public StringWriter Output { get; } = new() { NewLine = "\n" };

    public StringWriter Error { get; } = new() { NewLine = "\n" };

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a WAV file of 16 bits.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="rate">Frames per second in Hz.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="sample">The sample of a frame and a channel.</param>
    /// <returns>Path of the file.</returns>
    public string WriteWave(string name, int rate, int channels, int frames, Func<int, int, double> sample)
    {
        using var file = new PlainWave(PathOf(name), rate, channels);
        float[] values = new float[frames * channels];
        for (int i = 0; i < values.Length; i++) values[i] = (float)sample(i / channels, i % channels);
        file.Write(values);
        return PathOf(name);
    }

    /// <summary>Writes a FLAC file of 16 bits: the same samples as <see cref="WriteWave"/> writes.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="rate">Frames per second in Hz.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="sample">The sample of a frame and a channel.</param>
    /// <param name="change">Changes the file before it is written; null to leave it as it is.</param>
    /// <returns>Path of the file.</returns>
    public string WriteFlac(
        string name, int rate, int channels, int frames, Func<int, int, double> sample, Action<FlacFile>? change = null)
    {
        const int Block = 1000;
        var file = new FlacFile { Rate = rate, Channels = channels, MinBlockSize = Block, MaxBlockSize = Block };
        for (int start = 0; start < frames; start += Block)
        {
            int first = start, count = Math.Min(Block, frames - start);
            int[][] samples = [.. Enumerable.Range(0, channels).Select(channel =>
                Enumerable.Range(first, count).Select(frame => Integer(sample(frame, channel))).ToArray())];
            SubframeCode[] codes = [.. Enumerable.Repeat(SubframeCode.Fixed(1), channels)];
            file.Add(new FlacFrameCode { Number = start / Block, Subframes = codes }, samples);
        }
        change?.Invoke(file);
        return Write(name, file.ToArray());
    }

    /// <summary>Writes a file of any content and returns its path.</summary>
    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    /// <summary>What was printed, without the name of this folder and with the line ends of every system alike.</summary>
    public string Printed(StringWriter writer) => writer.ToString()
        .Replace(_folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
        .ReplaceLineEndings("\n");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Rounded and clipped as <see cref="PlainWave"/> does it.</summary>
    private static int Integer(double sample) => (int)Math.Clamp(MathF.Round((float)sample * 32768), short.MinValue, short.MaxValue);
}
