using System.Runtime.InteropServices;

namespace AudioIO.Tests;

/// <summary>Opens files in memory and reads them, and makes the samples that they hold.</summary>
internal static class Recordings
{
    public static WaveSource Open(byte[] file, AudioLoaderOptions? options = null) =>
        Open(new MemoryStream(file, writable: false), options);

    public static WaveSource Open(Stream stream, AudioLoaderOptions? options = null) =>
        (WaveSource)AudioLoader.OpenSource(stream, options);

    public static WaveSource Open(ByteSource bytes, AudioLoaderOptions? options = null) =>
        (WaveSource)AudioLoader.OpenSource(bytes, options);

    public static WaveSource Open(string path, AudioLoaderOptions? options = null) =>
        (WaveSource)AudioLoader.OpenSource(path, options);

    public static T[] ReadAll<T>(this AudioSource source)
        where T : unmanaged
    {
        T[] values = new T[source.Info.Frames * source.Info.Channels];
        source.Read<T>(0, values);
        return values;
    }

    /// <summary>The audio of a file as unscaled integers.</summary>
    public static int[] Integers(byte[] file)
    {
        using WaveSource source = Open(file);
        return source.ReadAll<int>();
    }

    public static float[] Floats(byte[] file)
    {
        using WaveSource source = Open(file);
        return source.ReadAll<float>();
    }

    public static AudioFormatException Refusal(byte[] file) => Assert.Throws<AudioFormatException>(() => Open(file).Dispose());

    /// <summary>16-bit samples as little-endian bytes.</summary>
    public static byte[] Shorts(params short[] samples) => MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();

    /// <summary>16-bit samples 1, 2, 3 …: none is zero, each says where it stands.</summary>
    public static byte[] Counting(int count) => Shorts([.. Enumerable.Range(1, count).Select(i => (short)i)]);

    /// <summary>Bytes that no chunk begins with, all different from their neighbours.</summary>
    public static byte[] Noise(int count, int seed = 1)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static void AssertNote(this AudioSource source, DiagnosticKind kind, string words) =>
        Assert.Contains(
            source.Diagnostics, d => d.Kind == kind && d.Position is not null && d.Message.Contains(words, StringComparison.Ordinal));
}
