using AudioIO.Tests.Contract;
using AudioIO.Tests.Unwrapping;

namespace AudioIO.Tests.Streams;

/// <summary>Arrays over raw streams, over shared and over unwrapped recordings behave as any array does.</summary>
public abstract class StreamContract<T>(T[] expected, int channels) : BufferedArrayContract<T>
    where T : unmanaged
{
    protected override ExpectedFrames<T> Expected { get; } = new(expected, channels);

    protected override BufferedArray<T> Create(int bufferFrames, int backFrames)
    {
        AudioLoader<T> data = Open();
        data.BufferFrames = bufferFrames;
        data.BackFrames = backFrames;
        return data;
    }

    protected abstract AudioLoader<T> Open();
}

public class RawIntegerContract() : StreamContract<short>([.. Enumerable.Range(0, 900).Select(Counted.Sample)], 3)
{
    protected override AudioLoader<short> Open() =>
        AudioLoader.Open<short>(new MemoryStream([9, 9, .. Counted.Bytes(0, 900), 7]), new PcmFormat(8000, 3) { StartPosition = 2 });
}

public class PcmStreamContract() : StreamContract<float>([.. Enumerable.Range(0, 600).Select(i => Counted.Sample(i) / 32768f)], 2)
{
    protected override AudioLoader<float> Open()
    {
        AudioLoader<float> data = AudioLoader.Open(new MemoryStream(Counted.File(2, 600)));
        return AudioLoader.Open(data.AsPcmStream(AudioEncoding.PcmSigned, 24), new PcmFormat(8000, 2, 24));
    }
}

public class SharedContract() : StreamContract<double>(ComputedSource.Noise(500, 2), 2)
{
    protected override AudioLoader<double> Open()
    {
        using var source = new ComputedSource(ComputedSource.Noise(500, 2), 2, framesPerUnit: 37);
        AudioLoader<double> other = AudioLoader.Open<double>(source);
        other.UpdateBuffer(100, 300);
        return AudioLoader.Open<double>(other.Source);
    }
}

public class UnwrappedContract() : StreamContract<double>(WrappedSound.Unwrapped(UnwrappingTests.Awkward(2500, 2, 6), 2, 1024, 0.75), 2)
{
    protected override AudioLoader<double> Open()
    {
        using var source = new ComputedSource(UnwrappingTests.Awkward(2500, 2, 6), 2, 4000);
        return AudioLoader.Open<double>(source, new AudioLoaderOptions { Unwrap = new UnwrapOptions(0.75, UnwrapMode.Widen) });
    }
}
