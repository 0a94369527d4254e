using AudioIO.Benchmarks.Peers;
using BenchmarkDotNet.Attributes;

namespace AudioIO.Benchmarks;

/// <summary>
/// Reads at uniform random positions of a two-hour recording, from the page cache: what a viewer does on every jump. The same positions for
/// libsndfile, in turns. Leaves out the disk, whose seeks would hide everything else.
/// </summary>
[MemoryDiagnoser]
public class RandomReads
{
    private AudioSource _source = null!;
    private AudioLoader<float> _array = null!;
    private SndFile _sndFile = null!;
    private float[] _values = [];
    private long[] _positions = [];
    private int _next;

    [Params("wav", "flac", "flac without seek table")]
    public string File { get; set; } = "wav";

    [Params(1, 4096, 44100)]
    public int Frames { get; set; } = 1;

    [GlobalSetup]
    public void Setup()
    {
        string path = File switch
        {
            "wav" => Recordings.TwoHours,
            "flac" => Recordings.Flac(Recordings.TwoHours),
            _ => Recordings.Flac(Recordings.TwoHours, seekTable: false),
        };
        _array = AudioLoader.Open(path);
        _source = _array.Source;
        _sndFile = new SndFile(path);
        _values = new float[Frames * _source.Info.Channels];
        _positions = Compare.Positions(_source.Info.Frames, Frames);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _array.Dispose();
        _sndFile.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void LibSndFile() => ReadByLibSndFile(Next());

    [Benchmark]
    public void Source() => ReadBySource(Next());

    [Benchmark]
    public void Array() => ReadByArray(Next());

    internal static IEnumerable<Result> Short(string file)
    {
        bool isWave = file == "wav";
        foreach ((int frames, double waveTarget) in new[] { (1, 1.0), (4096, 0.45), (44100, 0.3) })
        {
            var benchmark = new RandomReads { File = file, Frames = frames };
            benchmark.Setup();
            string what = $"{file}, {frames} frames at random";
            double target = isWave ? waveTarget : 0.5;
            double? late = isWave ? null : 0.7;
            var results = Compare.Latency($"{what}, source", "libsndfile", target, late, benchmark._positions, benchmark.ReadBySource, benchmark.ReadByLibSndFile)
                .Concat(Compare.Latency($"{what}, array", "our source", 1.3, null, benchmark._positions, benchmark.ReadByArray, benchmark.ReadBySource));
            foreach (Result result in results) yield return result;
            benchmark.Cleanup();
        }
    }

    private long Next() => _positions[_next = (_next + 1) % _positions.Length];

    private void ReadByLibSndFile(long frame)
    {
        _sndFile.Seek(frame);
        _sndFile.Read(_values);
    }

    private void ReadBySource(long frame) => _source.Read(frame, _values.AsSpan());

    private void ReadByArray(long frame)
    {
        if (Frames == 1) _values[0] = _array[frame, 0];
        else _array.Read(frame, _values.AsSpan());
    }
}
