using System.Runtime.InteropServices;
using AudioIO.Tests.Contract;
using static AudioIO.Tests.Recordings;

namespace AudioIO.Tests;

/// <summary>Every kind of WAV file behaves as any array does, whatever its container, encoding, and type of choice.</summary>
public abstract class WaveLoaderContract<T> : BufferedArrayContract<T>
    where T : unmanaged
{
    private readonly byte[] _file;

    private protected WaveLoaderContract(string container, WaveFormat format, byte[] audio, T[] expected)
    {
        _file = WaveBuilder.File(container, format, audio);
        Expected = new ExpectedFrames<T>(expected, format.Channels);
    }

    /// <summary>ADPCM: the recording read as a whole, whose values the tests of the decoders check.</summary>
    private protected WaveLoaderContract(string container, WaveFormat format, byte[] audio)
    {
        _file = WaveBuilder.File(container, format, audio);
        using WaveSource source = Open(_file);
        Expected = new ExpectedFrames<T>(source.ReadAll<T>(), format.Channels);
    }

    protected override ExpectedFrames<T> Expected { get; }

    protected override BufferedArray<T> Create(int bufferFrames, int backFrames)
    {
        AudioLoader<T> loader = AudioLoader.Open<T>(new MemoryStream(_file));
        loader.BufferFrames = bufferFrames;
        loader.BackFrames = backFrames;
        return loader;
    }

    /// <summary>Blocks of ADPCM with any codes and sound headers.</summary>
    private protected static byte[] Blocks(int count, int blockBytes, int headerBytes, int channels)
    {
        byte[] audio = Noise(count * blockBytes);
        for (int block = 0; block < audio.Length; block += blockBytes)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                // IMA: the step index is the third of four bytes per channel; Microsoft: the predictors come first.
                if (headerBytes == 4) audio[block + (4 * channel) + 2] %= 89;
                else audio[block + channel] %= 7;
            }
        }
        return audio;
    }
}

public class UInt8Contract() : WaveLoaderContract<float>(
    "RIFF", WaveFormat.Pcm(8), Noise(301), [.. Noise(301).Select(b => (b - 128) / 128f)]);

public class Int16Contract() : WaveLoaderContract<float>(
    "RIFF", WaveFormat.Pcm(16, 2), Noise(800), StoredSamples.Singles(Noise(800), 2));

public class Int16AsShortContract() : WaveLoaderContract<short>(
    "Wave64", WaveFormat.Pcm(16, 5), Noise(1200), MemoryMarshal.Cast<byte, short>(Noise(1200)).ToArray());

public class Int16BigEndianContract() : WaveLoaderContract<short>(
    "RIFX", WaveFormat.Pcm(16, 2), Noise(800), [.. StoredSamples.Integers(Noise(800), 2, big: true).Select(i => (short)i)]);

public class Int24Contract() : WaveLoaderContract<float>(
    "RF64", WaveFormat.Pcm(24, 3), Noise(1800), StoredSamples.Singles(Noise(1800), 3));

public class Int24BigEndianContract() : WaveLoaderContract<int>(
    "RIFX", WaveFormat.Pcm(24), Noise(600), [.. StoredSamples.Integers(Noise(600), 3, big: true).Select(i => (int)i)]);

public class Int32Contract() : WaveLoaderContract<double>(
    "BW64", WaveFormat.Pcm(32, 2), Noise(1600), StoredSamples.Doubles(Noise(1600), 4));

public class Int40Contract() : WaveLoaderContract<double>(
    "RIFF", WaveFormat.Pcm(40), Noise(1000), StoredSamples.Doubles(Noise(1000), 5));

public class SingleContract() : WaveLoaderContract<float>(
    "Wave64", WaveFormat.Float(32, 2), Noise(1600), MemoryMarshal.Cast<byte, float>(Noise(1600)).ToArray());

public class DoubleContract() : WaveLoaderContract<double>(
    "RIFF", WaveFormat.Float(64), Noise(1600), MemoryMarshal.Cast<byte, double>(Noise(1600)).ToArray());

public class MuLawContract() : WaveLoaderContract<float>("RIFF", WaveFormat.Companded(7, 2), Noise(400));

public class ImaMonoContract() : WaveLoaderContract<float>("RIFF", WaveFormat.Ima(1, 20), Blocks(9, 20, 4, 1)[..170]);

public class ImaStereoContract() : WaveLoaderContract<short>("Wave64", WaveFormat.Ima(2, 40), Blocks(9, 40, 4, 2)[..345]);

public class MicrosoftMonoContract() : WaveLoaderContract<double>(
    "RIFF", WaveFormat.MsAdpcm(1, 23), Blocks(9, 23, 7, 1)[..201]);

public class MicrosoftStereoContract() : WaveLoaderContract<float>(
    "RF64", WaveFormat.MsAdpcm(2, 40), Blocks(9, 40, 7, 2)[..333]);
