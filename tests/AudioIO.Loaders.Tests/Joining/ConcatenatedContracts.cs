using System.Runtime.InteropServices;
using AudioIO.Tests.Contract;
using AudioIO.Tests.Flac;

namespace AudioIO.Tests.Joining;

/// <summary>Files joined in every way behave as any array does.</summary>
public abstract class ConcatenatedContract<T> : BufferedArrayContract<T>
    where T : unmanaged
{
    private readonly MemoryFiles _files = new();
    private readonly bool _throughIndex;

    /// <param name="channels">Channels of every file.</param>
    /// <param name="contents">The files.</param>
    /// <param name="throughIndex">True to open them by their index.</param>
    private protected ConcatenatedContract(int channels, byte[][] contents, bool throughIndex = false)
    {
        _throughIndex = throughIndex;
        var expected = new List<T>();
        foreach (byte[] content in contents)
        {
            _files.Add($"{_files.Names.Count}.wav", content);
            // Each alone, in memory: what the readers make of it is tested with them.
            using AudioLoader<T> alone = AudioLoader.Open<T>(new MemoryStream(content));
            T[] values = new T[alone.Size];
            alone.Read(0, values);
            expected.AddRange(values);
        }
        Expected = new ExpectedFrames<T>([.. expected], channels);
    }

    protected override ExpectedFrames<T> Expected { get; }

    protected override BufferedArray<T> Create(int bufferFrames, int backFrames)
    {
        var options = new AudioLoaderOptions { MaxOpenFiles = 2, MaxDecodingThreads = 1 };
        using ConcatenatedSource opened = _files.OpenAll(options);
        using ConcatenatedSource source = _throughIndex
            ? ConcatenatedSource.Open(opened.ToIndex(), options, _files.Store) : _files.OpenAll(options);
        return new AudioLoader<T>(source, options) { BufferFrames = bufferFrames, BackFrames = backFrames };
    }

    /// <summary>A file of random samples.</summary>
    private protected static byte[] Wave(WaveFormat format, int frames, string container = "RIFF") =>
        WaveBuilder.File(container, format, Recordings.Noise(frames * format.BlockAlign, frames));

    private protected static byte[] Flac(int channels, int bits, params int[] blocks)
    {
        FlacFile file = FlacSounds.File(blocks.Length, channels, bits, blocks);
        file.Rate = 8000;
        return file.ToArray();
    }
}

public class EqualFilesContract() : ConcatenatedContract<float>(
    2, [.. Enumerable.Range(50, 8).Select(frames => Wave(WaveFormat.Pcm(16, 2), frames))]);

public class OneFileContract() : ConcatenatedContract<float>(3, [Wave(WaveFormat.Pcm(24, 3), 300)]);

public class TinyFilesContract() : ConcatenatedContract<short>(
    1, [.. new int[] { 0, 1, 0, 0, 1, 1, 3, 0, 90, 1, 0, 2, 1, 7, 0 }.Select(frames => Wave(WaveFormat.Pcm(16), frames))]);

public class SingleFramesContract() : ConcatenatedContract<int>(
    2, [.. Enumerable.Range(0, 60).Select(_ => Wave(WaveFormat.Pcm(24, 2), 1))]);

public class MixedFilesContract() : ConcatenatedContract<double>(1,
    [
        Wave(WaveFormat.Pcm(8), 31), Wave(WaveFormat.Pcm(16), 40, "Wave64"), Flac(1, 24, 64, 64, 17),
        Wave(WaveFormat.Pcm(24), 1, "RIFX"), Wave(WaveFormat.Companded(7), 50),
        WaveBuilder.File(WaveFormat.Float(64), Floats(90)), Wave(WaveFormat.Pcm(32), 5, "RF64"),
    ])
{
    private static byte[] Floats(int count) =>
        MemoryMarshal.AsBytes([.. Enumerable.Range(0, count).Select(i => Math.Sin(i) * 3)]).ToArray();
}

public class UnitsThatDoNotAlignContract() : ConcatenatedContract<float>(
    2, [Flac(2, 16, 32, 32, 5), Wave(WaveFormat.Pcm(16, 2), 3), Flac(2, 16, 48, 48, 48, 1),
        Flac(2, 16, 16, 16, 16, 16, 16), Wave(WaveFormat.Pcm(24, 2), 70)]);

public class FlacAndWaveAsIntegersContract() : ConcatenatedContract<int>(
    1, [Flac(1, 16, 32, 32, 32), Wave(WaveFormat.Pcm(16), 45), Flac(1, 16, 20)]);

public class ThroughTheIndexContract() : ConcatenatedContract<short>(
    2, [Flac(2, 16, 32, 32, 5), Wave(WaveFormat.Pcm(16, 2), 33), Wave(WaveFormat.Pcm(16, 2), 0), Flac(2, 16, 16, 16, 3)],
        throughIndex: true);
