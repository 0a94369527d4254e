using System.Runtime.InteropServices;
using AudioIO.Tests.Contract;
using AudioIO.Tests.Flac;
using AudioIO.Tests.Unwrapping;

namespace AudioIO.Tests.Streams;

/// <summary>The samples of recordings, whatever they are read from, behave as any signal does.</summary>
public abstract class SourceSignalContract<T>(T[] expected, int channels) : SignalContract<T>
    where T : unmanaged
{
    protected override ExpectedFrames<T> Expected { get; } = new(expected, channels);

    // Nobody disposes of the recording: the signal lets go of it with its last user, and takes it again with the next.
    protected override Signal<T> Create() => Open().Signal<T>();

    private protected abstract AudioSource Open();
}

public class WaveSignalContract() : SourceSignalContract<short>(MemoryMarshal.Cast<byte, short>(Recordings.Noise(1200)).ToArray(), 3)
{
    private protected override AudioSource Open() =>
        AudioLoader.OpenSource(new MemoryStream(WaveBuilder.File("RIFF", WaveFormat.Pcm(16, 3), Recordings.Noise(1200))));
}

public class FlacSignalContract() : SourceSignalContract<float>([.. File.Samples.Select(sample => sample / 32768f)], 2)
{
    private static readonly FlacFile File = FlacSounds.File(9, 2, 16, [.. Enumerable.Repeat(48, 12), 5]);

    private protected override AudioSource Open() => AudioLoader.OpenSource(new MemoryStream(File.ToArray()));
}

public class JoinedSignalContract() : SourceSignalContract<double>(
    [.. StoredSamples.Doubles(Recordings.Noise(400), 2), .. StoredSamples.Doubles(Recordings.Noise(600), 3)], 2)
{
    private protected override AudioSource Open()
    {
        AudioSource[] sources =
        [
            AudioLoader.OpenSource(new MemoryStream(WaveBuilder.File("RIFF", WaveFormat.Pcm(16, 2), Recordings.Noise(400)))),
            AudioLoader.OpenSource(new MemoryStream(WaveBuilder.File("RF64", WaveFormat.Pcm(24, 2), Recordings.Noise(600)))),
        ];
        return ConcatenatedSource.Of(sources);
    }
}

public class UnwrappedSignalContract() : SourceSignalContract<double>(
    WrappedSound.Unwrapped(UnwrappingTests.Awkward(2500, 2, 6), 2, 1024, 0.75), 2)
{
    private protected override AudioSource Open()
    {
        var source = new ComputedSource(UnwrappingTests.Awkward(2500, 2, 6), 2, 4000);
        return source.Unwrapped(new UnwrapOptions(0.75, UnwrapMode.Widen));
    }
}
