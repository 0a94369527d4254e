using AudioIO.Tests.Contract;

namespace AudioIO.Tests.Mp3;

/// <summary>Arrays and signals over MP3 behave as any do.</summary>
public abstract class Mp3Contract<T>(int version, int mode, Func<float, T> convert) : BufferedArrayContract<T>
    where T : unmanaged
{
    private readonly byte[][] _frames = new Mp3Maker(version) { Version = version, Mode = mode, BitRates = [4, 9, 12] }.Frames(3);

    protected override ExpectedFrames<T> Expected => field ??= new([.. PlainDecoder.Decode(_frames).Select(convert)], mode == 3 ? 1 : 2);

    protected override BufferedArray<T> Create(int bufferFrames, int backFrames)
    {
        AudioLoader<T> data = AudioLoader.Open<T>(new MemoryStream([.. _frames.SelectMany(f => f)]), Opened.Options);
        (data.BufferFrames, data.BackFrames) = (bufferFrames, backFrames);
        return data;
    }
}

public class Mp3MonoContract() : Mp3Contract<float>(2, 3, sample => sample);

public class Mp3StereoContract() : Mp3Contract<float>(0, 1, sample => sample);

public class Mp3DoubleContract() : Mp3Contract<double>(2, 0, sample => sample);

public class Mp3SignalContract : SignalContract<float>
{
    private readonly byte[][] _frames = new Mp3Maker(9) { Mode = 1, BitRates = [5, 9] }.Frames(3);

    protected override ExpectedFrames<float> Expected => field ??= new(PlainDecoder.Decode(_frames), 2);

    // The recording stays open: signals over it are used again after their last user.
    protected override Signal<float> Create() => Opened.Source([.. _frames.SelectMany(f => f)]).Signal<float>();
}
