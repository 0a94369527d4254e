using AudioIO.Tests.Contract;

namespace AudioIO.Tests.Flac;

/// <summary>Arrays over FLAC behave as any array does.</summary>
public abstract class FlacContract<T>(int seed, int channels, int bits, bool variable, Func<int, T> convert) : BufferedArrayContract<T>
    where T : unmanaged
{
    private readonly FlacFile _file = FlacSounds.File(seed, channels, bits, Sizes(variable), variable);

    protected override ExpectedFrames<T> Expected => field ??= new([.. _file.Samples.Select(convert)], channels);

    protected override BufferedArray<T> Create(int bufferFrames, int backFrames)
    {
        AudioLoader<T> data = AudioLoader.Open<T>(new MemoryStream(_file.ToArray()));
        data.BufferFrames = bufferFrames;
        data.BackFrames = backFrames;
        return data;
    }

    private static IEnumerable<int> Sizes(bool variable) => variable ? [16, 40, 1, 200, 3, 77, 128, 64] : [.. Enumerable.Repeat(48, 12), 5];
}

public class FlacMonoFloatContract() : FlacContract<float>(1, 1, 16, false, sample => sample / 32768f);

public class FlacStereoFloatContract() : FlacContract<float>(2, 2, 24, true, sample => sample / 8388608f);

public class FlacDoubleContract() : FlacContract<double>(3, 3, 20, false, sample => sample / 524288.0);

public class FlacIntegerContract() : FlacContract<int>(4, 2, 32, false, sample => sample);

public class FlacShortContract() : FlacContract<short>(5, 8, 12, true, sample => (short)sample);
