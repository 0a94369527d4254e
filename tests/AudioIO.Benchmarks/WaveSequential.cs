using AudioIO.Benchmarks.Peers;
using BenchmarkDotNet.Attributes;
using Microsoft.Win32.SafeHandles;
using NAudio.Wave;

namespace AudioIO.Benchmarks;

/// <summary>
/// A whole WAV recording as float, block by block, from the page cache: what every analysis of a recording does first. libsndfile is the
/// incumbent, NAudio what .NET has; the bare read is the limit (it delivers bytes, not samples). Leaves out the disk.
/// </summary>
[MemoryDiagnoser]
public class WaveSequential
{
    private const int BlockFrames = 1 << 16;
    private string _path = "";
    private AudioSource _source = null!;
    private AudioLoader<float> _array = null!;
    private SndFile _sndFile = null!;
    private WaveFileReader _nAudio = null!;
    private ISampleProvider _nAudioSamples = null!;
    private SafeFileHandle _handle = null!;
    private float[] _block = [];
    private byte[] _bytes = [];

    [Params("s16", "s24", "f32")]
    public string Encoding { get; set; } = "s16";

    [GlobalSetup]
    public void Setup()
    {
        _path = Encoding switch { "s16" => Recordings.Stereo16, "s24" => Recordings.Stereo24, _ => Recordings.StereoFloat };
        _source = AudioLoader.OpenSource(_path);
        _array = AudioLoader.Open(_path);
        _sndFile = new SndFile(_path);
        _nAudio = new WaveFileReader(_path);
        _nAudioSamples = _nAudio.ToSampleProvider();
        _handle = File.OpenHandle(_path);
        _block = new float[BlockFrames * _source.Info.Channels];
        _bytes = new byte[BlockFrames * _source.Info.Channels * (Encoding switch { "s16" => 2, "s24" => 3, _ => 4 })];
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _array.Dispose();
        _source.Dispose();
        _sndFile.Dispose();
        _nAudio.Dispose();
        _handle.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void LibSndFile()
    {
        _sndFile.Seek(0);
        while (_sndFile.Read(_block) == BlockFrames) ;
    }

    [Benchmark]
    public void NAudio()
    {
        _nAudio.Position = 0;
        while (_nAudioSamples.Read(_block) == _block.Length) ;
    }

    [Benchmark]
    public void BareRead()
    {
        long position = 0;
        for (int count; (count = RandomAccess.Read(_handle, _bytes, position)) > 0;) position += count;
    }

    [Benchmark]
    public void SourceRead()
    {
        int channels = _source.Info.Channels;
        for (long frame = 0; frame < _source.Info.Frames; frame += BlockFrames)
        {
            int count = (int)Math.Min(BlockFrames, _source.Info.Frames - frame);
            _source.Read(frame, _block.AsSpan(0, count * channels));
        }
    }

    [Benchmark]
    public float ArrayBlocks()
    {
        float sum = 0;
        foreach (FrameSpan<float> block in _array.Blocks(BlockFrames)) sum += block[0, 0];
        return sum;
    }

    /// <summary>What a change is watched by: seconds instead of minutes.</summary>
    internal static IEnumerable<Result> Watched()
    {
        foreach ((string encoding, double target) in new[] { ("s16", 3.0), ("s24", 3.3) })
        {
            var benchmark = new WaveSequential { Encoding = encoding };
            benchmark.Setup();
            yield return Compare.CpuSpeed($"WAV {encoding} → float, source", "libsndfile", target, benchmark.SourceRead, benchmark.LibSndFile);
            benchmark.Cleanup();
        }
    }

    internal static IEnumerable<Result> Short()
    {
        foreach ((string encoding, double target) in new[] { ("s16", 3.0), ("s24", 3.3), ("f32", 0.95) })
        {
            var benchmark = new WaveSequential { Encoding = encoding };
            benchmark.Setup();
            // Of the limit, reading alone: what the targets against libsndfile were of the limit where they were set.
            double ofLimit = encoding switch { "s16" => 3.0 / 4.5, "s24" => 3.3 / 5.9, _ => target };
            yield return Compare.CpuSpeed($"WAV {encoding} → float, source", "bare RandomAccess.Read", ofLimit, benchmark.SourceRead, benchmark.BareRead);
            if (encoding != "f32")
                yield return Compare.CpuSpeed($"WAV {encoding} → float, source", "libsndfile", target, benchmark.SourceRead, benchmark.LibSndFile);
            yield return Compare.CpuSpeed($"WAV {encoding} → float, source", "NAudio's WaveFileReader", 1, benchmark.SourceRead, benchmark.NAudio);
            yield return Compare.CpuSpeed($"WAV {encoding} → float, blocks of the array", "libsndfile", target, () => benchmark.ArrayBlocks(), benchmark.LibSndFile);
            benchmark.Cleanup();
        }
    }
}
