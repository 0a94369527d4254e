using AudioIO.Tests.Contract;

namespace AudioIO.Tests;

public class FloatArrayContract : BufferedArrayContract<float>
{
    protected override ExpectedFrames<float> Expected { get; } = new([.. Enumerable.Range(0, 600).Select(i => i / 7f)], 2);

    protected override BufferedArray<float> Create(int bufferFrames, int backFrames) =>
        new CountingArray<float>(300, [2], (frame, i) => (frame * 2 + i) / 7f, bufferFrames, backFrames);
}

public class DoubleArrayContract : BufferedArrayContract<double>
{
    protected override ExpectedFrames<double> Expected { get; } =
        new([.. Enumerable.Range(0, 200).Select(i => i % 5 == 0 ? double.NaN : i % 7 == 0 ? -0.0 : 1.0 / i)], 1);

    protected override BufferedArray<double> Create(int bufferFrames, int backFrames) =>
        new CountingArray<double>(200, [1], (frame, _) => Expected.Frames(frame, 1)[0], bufferFrames, backFrames, rate: 44_100);
}

public class ShortArrayContract : BufferedArrayContract<short>
{
    protected override ExpectedFrames<short> Expected { get; } = new([.. Enumerable.Range(0, 2000).Select(i => (short)(i * 31))], 5);

    /// <summary>A source that decodes 64 frames at once, as compressed ones do.</summary>
    protected override BufferedArray<short> Create(int bufferFrames, int backFrames) =>
        new CountingArray<short>(400, [5], (frame, i) => (short)((frame * 5 + i) * 31), bufferFrames, backFrames, framesPerUnit: 64);
}

/// <summary>A spectrogram: channels × frequencies in every frame.</summary>
public class SpectrogramArrayContract : BufferedArrayContract<float>
{
    private const int Channels = 2;
    private const int Frequencies = 9;

    protected override ExpectedFrames<float> Expected { get; } =
        new([.. Enumerable.Range(0, 120 * Channels * Frequencies).Select(i => i * 0.5f)], Channels, Frequencies);

    protected override BufferedArray<float> Create(int bufferFrames, int backFrames) =>
        new CountingArray<float>(
            120, [Channels, Frequencies], (frame, i) => (frame * Channels * Frequencies + i) * 0.5f, bufferFrames, backFrames);
}
