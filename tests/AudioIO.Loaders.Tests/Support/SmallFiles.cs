namespace AudioIO.Tests;

/// <summary>One small file of each container and of each codec, with other chunks around the audio.</summary>
internal static partial class SmallFiles
{
    public static IReadOnlyDictionary<string, byte[]> All { get; } = new Dictionary<string, byte[]>
    {
        ["RIFF"] = With(WaveBuilder.Riff(), WaveFormat.Pcm(16, 2), 40),
        ["RIFX"] = With(WaveBuilder.Riff("RIFX"), WaveFormat.Pcm(24), 39),
        ["RF64"] = With(WaveBuilder.Riff("RF64", uint.MaxValue).Ds64(40), WaveFormat.Pcm(32), 40, uint.MaxValue),
        ["BW64"] = With(WaveBuilder.Riff("BW64", uint.MaxValue).Ds64(41), WaveFormat.Pcm(8), 41, uint.MaxValue),
        ["Wave64"] = With(WaveBuilder.Wave64(), WaveFormat.Extensible(3, 32, 2), 40),
        ["Extensible"] = With(WaveBuilder.Riff(), WaveFormat.Extensible(1, 24, 2, 20, 3), 36),
        ["24 in 4"] = With(WaveBuilder.Riff(), WaveFormat.Pcm(24) with { BlockAlign = 4 }, 40),
        ["40 bit"] = With(WaveBuilder.Riff(), WaveFormat.Pcm(40), 40),
        ["Double"] = With(WaveBuilder.Riff(), WaveFormat.Float(64), 40),
        ["A-law"] = With(WaveBuilder.Riff(), WaveFormat.Companded(6), 40),
        ["IMA"] = With(WaveBuilder.Riff(), WaveFormat.Ima(2, 24), 80),
        ["Microsoft"] = With(WaveBuilder.Riff(), WaveFormat.MsAdpcm(1, 16), 60),
    };

    private static byte[] With(WaveBuilder builder, WaveFormat format, int length, ulong? claim = null)
    {
        byte[] audio = new byte[length];
        // Blocks of Microsoft ADPCM begin with a predictor index of 0 to 6, those of IMA have a step index of 0 to 88 as their third byte.
        for (int i = 0; i < length; i++) audio[i] = (byte)(i % 16 == 0 ? 1 : i * 7 % 80);
        builder.Chunk("LIST", [.. "INFO"u8, 1, 2, 3]).Format(format).Chunk("fact", [100, 0, 0, 0]);
        return builder.Data(audio, claim).Chunk("note", [1, 2, 3, 4, 5]).ToArray();
    }
}
