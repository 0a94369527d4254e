namespace AudioIO;

/// <summary>WAV: in the containers of the RIFF family (RIFF, RIFX, RF64, BW64), or in Sony Wave64.</summary>
internal sealed class WaveFileFormat(string name, bool isWave64) : AudioFormat
{
    public override string Name => name;

    public override bool Recognize(ReadOnlySpan<byte> head) =>
        WaveContainer.Recognize(head) is { } container && container.IsWave64 == isWave64;

    public override AudioSource Open(ByteSource bytes, long start, AudioLoaderOptions options) =>
        Open(bytes, new HeaderReader(bytes, new DiagnosticLog()) { Start = start }, options);

    internal override AudioSource Open(ByteSource bytes, HeaderReader header, AudioLoaderOptions options) =>
        WaveSource.Open(bytes, header, options);
}
