using System.Runtime.InteropServices;

namespace AudioIO.Tests;

/// <summary>Opens files in memory with the formats of this package, and reads them.</summary>
internal static class Opened
{
    public static AudioLoaderOptions Options { get; } = new()
    {
        Formats = [.. AudioLoaderOptions.Default.Formats, NAudioFormats.Mp3, NAudioFormats.Aiff],
    };

    public static AudioLoaderOptions Silent { get; } = Options with { OnDamage = DamagePolicy.Silence };

    public static AudioSource Source(byte[] file, AudioLoaderOptions? options = null) =>
        AudioLoader.OpenSource(new MemoryStream(file, writable: false), options ?? Options);

    public static AudioFormatException Refusal(byte[] file) => Assert.Throws<AudioFormatException>(() => Source(file).Dispose());

    public static T[] ReadAll<T>(this AudioSource source)
        where T : unmanaged => source.Part<T>(0, source.Info.Frames);

    public static T[] Part<T>(this AudioSource source, long start, long count)
        where T : unmanaged
    {
        T[] values = new T[count * source.Info.Channels];
        source.Read<T>(start, values);
        return values;
    }

    public static void AssertNote(this AudioSource source, DiagnosticKind kind, string words) => Assert.Contains(
        source.Diagnostics, d => d.Kind == kind && d.Position is not null && d.Message.Contains(words, StringComparison.Ordinal));

    /// <summary>The values that lie at some frames of a whole.</summary>
    public static ReadOnlySpan<float> Frames(this float[] whole, int channels, long start, long count) =>
        whole.AsSpan((int)start * channels, (int)count * channels);

    public static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
