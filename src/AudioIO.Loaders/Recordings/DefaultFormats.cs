namespace AudioIO;

/// <summary>The formats that are read without being asked for: the one place where they are known by name.</summary>
internal static class DefaultFormats
{
    public static IReadOnlyList<AudioFormat> All { get; } =
        [new WaveFileFormat("WAV", isWave64: false), new WaveFileFormat("Wave64", isWave64: true), new FlacFormat()];
}
