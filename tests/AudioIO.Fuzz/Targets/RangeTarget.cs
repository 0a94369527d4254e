using AudioIO.Tests;
using AudioIO.Tests.Flac;

namespace AudioIO.Fuzz;

/// <summary>
/// Recordings in a store that lies (<see cref="LyingServer"/>). An input is the number of the recording, what the server tells of it, and its
/// script. What is read is what the recording holds, or an exception that is documented; never other samples, and never without end.
/// </summary>
internal sealed class RangeTarget : FuzzTarget
{
    private const int HeaderBytes = 2;
    private const int Reads = 8;
    private const int MaxFrames = 3000;

    /// <summary>What a FLAC file of this length costs at most to open and to read, three times over.</summary>
    private const int MaxRequests = 3 * 40 * Reads;

    private static readonly Uri Address = new("https://store.example/a.bin");

    /// <summary>Some thousand bytes; and more than is fetched at once.</summary>
    private static readonly byte[][][] Recordings =
    [
        [Wave(1, 3000), Wave(2, 3000)], [Wave(3, 600_000), Wave(4, 600_000)], Alike(Flac(5), Flac(6)), Alike(Flac(7, 20), Flac(8, 20)),
    ];

    private static readonly short[][][] Samples = [.. Recordings.Select(pair => pair.Select(ReadAll).ToArray())];

    public override string Name => "ranges";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. from recording in Enumerable.Range(0, Recordings.Length) from lie in Enumerable.Range(4, 12)
           select (byte[])[(byte)recording, (byte)(lie * 3), 0, 0, 0, 0, (byte)lie, (byte)(13 * lie), 0, 0, (byte)lie, (byte)(7 * lie)],
    ];

    protected override bool Run(byte[] input, Choices choices)
    {
        if (input.Length < HeaderBytes) return false;
        int number = input[0] % Recordings.Length;
        byte[][] pair = Recordings[number];
        var server = new LyingServer(pair, input[HeaderBytes..Math.Min(input.Length, HeaderBytes + 64)], input[1]);
        bool isOpen = false;
        try
        {
            using var bytes = new RangeByteSource(Address, server.Options(choices.Next(3) == 0 ? 1 << 17 : 0));
            using AudioSource source = Opening.Source(bytes, new AudioLoaderOptions { MaxDecodingThreads = 1, OnDamage = (DamagePolicy)choices.Next(2) });
            isOpen = true;
            Read(source, bytes, number, server, choices);
        }
        catch (Exception fault) when (IsDocumented(fault))
        {
            if (fault is AudioFormatException { Kind: not AudioFormatErrorKind.Changed } && !server.LiesAboutLength)
                throw new Finding("A sound recording is refused.", fault);
        }
        if (server.Requests > MaxRequests) throw new Finding($"{server.Requests} requests.");
        // A read ahead may be for nothing.
        if (server.BytesSent > 3L * (Reads + 1) * (pair[0].Length + 256)) throw new Finding($"{server.BytesSent} bytes sent of {pair[0].Length}.");
        if (server.LongestWait > TimeSpan.FromSeconds(30)) throw new Finding($"It waits for {server.LongestWait}.");
        return isOpen;
    }

    private static void Read(AudioSource source, RangeByteSource bytes, int number, LyingServer server, Choices choices)
    {
        if (source.Channels != 2) throw new Finding($"Opened as {source.Info}.");
        long frames = Samples[number][0].Length / 2;
        if (source.Frames != frames && !server.LiesAboutLength) throw new Finding($"{source.Frames} frames of {frames}.");
        // The object of the first answer, and no other.
        int? which = null;
        for (int i = 0; i < Reads; i++)
        {
            long first = choices.NextInt64(Math.Min(frames, source.Frames) + 1);
            int count = (int)Math.Min(choices.Next(MaxFrames), Math.Min(frames, source.Frames) - first);
            short[] values = new short[2 * count];
            byte[] stored = new byte[Math.Min(500, bytes.Length)];
            long position = choices.NextInt64(bytes.Length - stored.Length + 1);
            try
            {
                if (i % 4 == 3)
                {
                    int read = choices.Next(2) == 0
                        ? bytes.ReadAsync(position, stored).AsTask().GetAwaiter().GetResult() : bytes.Read(position, stored);
                    Match(Recordings[number], position, stored.AsSpan(0, read), ref which);
                }
                else
                {
                    source.Read(first, values.AsSpan());
                    Match(Samples[number], 2 * first, values.AsSpan(), ref which);
                }
            }
            catch (Exception fault) when (IsDocumented(fault))
            {
                if (fault is AudioFormatException { Kind: not AudioFormatErrorKind.Changed } && !server.LiesAboutLength)
                    throw new Finding("Sound frames are called damaged.", fault);
            }
        }
        if (!server.LiesAboutLength && source.DamagedRanges.Count > 0) throw new Finding("Sound frames are among the damage.");
    }

    /// <summary>Throws unless values are those of one of the two, and of the same as before.</summary>
    private static void Match<T>(T[][] objects, long start, ReadOnlySpan<T> values, ref int? which)
        where T : unmanaged, IEquatable<T>
    {
        if (values.IsEmpty) return;
        for (int i = 0; i < objects.Length; i++)
        {
            if ((which ?? i) != i || start + values.Length > objects[i].Length || !values.SequenceEqual(objects[i].AsSpan((int)start, values.Length))) continue;
            // A header is that of both.
            if (!values.SequenceEqual(objects[1 - i].AsSpan((int)start, values.Length))) which = i;
            return;
        }
        throw new Finding($"{values.Length} values of {typeof(T).Name} from {start} on are not those of the recording.");
    }

    private static bool IsDocumented(Exception fault) => fault is IOException or UnauthorizedAccessException or AudioFormatException;

    private static short[] ReadAll(byte[] file)
    {
        using AudioSource source = Files.Open(file, AudioLoaderOptions.Default);
        short[] samples = new short[source.Frames * source.Channels];
        source.Read(0, samples.AsSpan());
        return samples;
    }

    private static byte[] Wave(int seed, int bytes)
    {
        byte[] audio = new byte[bytes];
        new Random(seed).NextBytes(audio);
        return WaveBuilder.File(WaveFormat.Pcm(16, 2), audio);
    }

    private static byte[] Flac(int seed, int blocks = 70)
    {
        var random = new Random(seed);
        var file = new FlacFile { Channels = 2, MinBlockSize = 4096, MaxBlockSize = 4096 };
        for (int i = 0; i < blocks; i++)
        {
            int[][] channels = [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, 4096).Select(_ => random.Next(-1 << 14, 1 << 14)).ToArray())];
            file.Add(new FlacFrameCode { Number = i, Subframes = [SubframeCode.Verbatim, SubframeCode.Verbatim] }, channels);
        }
        return file.ToArray();
    }

    /// <summary>Two files of one length.</summary>
    private static byte[][] Alike(byte[] one, byte[] two) => one.Length == two.Length ? [one, two] : throw new InvalidOperationException();
}
