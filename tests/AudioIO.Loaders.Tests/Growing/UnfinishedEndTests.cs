using AudioIO.Tests.Flac;
using AudioIO.Tests.Streams;

namespace AudioIO.Tests.Growing;

/// <summary>
/// The end of a file that is being written looks damaged, cut, or like none at all. Once it is written that is forgotten: what is known of damage,
/// and every entry, is what it is when the file is opened anew, and nothing keeps the silence that stood for it.
/// </summary>
public sealed class UnfinishedEndTests : IDisposable
{
    private const int Block = 32;

    private static readonly AudioLoaderOptions Silence = new() { OnDamage = DamagePolicy.Silence };

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public static TheoryData<string> Kinds => new(Files.Keys);

    private static Dictionary<string, byte[]> Files { get; } = new()
    {
        ["FLAC"] = Flac().ToArray(),
        ["FLAC without a length"] = Flac(0).ToArray(),
        ["FLAC with a FlacFrame broken off and written again"] = WrittenAgain(0),
        ["FLAC of a known length with a FlacFrame broken off and written again"] = WrittenAgain(7 * Block),
        ["FLAC that is damaged in its middle"] = Damaged(),
        ["WAV"] = Counted.File(1, 90),
        ["WAV without a length"] = Counted.File(1, 90, 0),
        ["WAV with a chunk behind"] = [.. Counted.File(2, 60), .. WaveBuilder.Riff().Chunk("LIST", new byte[20]).ToArray()[12..]],
        ["ADPCM"] = WaveBuilder.Riff().Format(WaveFormat.Ima(1, 20)).Data(new byte[100]).ToArray(),
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_was_known_of_the_end_is_forgotten_when_the_rest_is_written(string kind)
    {
        byte[] file = Files[kind];
        for (int cut = 1; cut < file.Length; cut++)
        {
            using var stream = new MemoryStream();
            stream.Write(file.AsSpan(0, cut));
            if (Try(() => AudioLoader.OpenSource(stream, Silence with { LeaveOpen = true })) is not { } opened) continue;
            using AudioSource source = opened;
            Read(source);
            Append(stream, file.AsSpan(cut));
            if (!TryRefresh(source)) continue;
            AssertAsOpened(source, file, $"{kind} cut at {cut}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_was_known_of_the_end_is_forgotten_while_the_rest_is_written_byte_by_byte(string kind)
    {
        byte[] file = Files[kind];
        using var stream = new MemoryStream();
        AudioSource? source = null;
        foreach (byte one in file)
        {
            Append(stream, [one]);
            source ??= Try(() => AudioLoader.OpenSource(stream, Silence with { LeaveOpen = true }));
            if (source is null) continue;
            if (!TryRefresh(source)) return;
            Read(source);
        }
        using (source) AssertAsOpened(source!, file, kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void In_a_recording_of_many_files_likewise(string kind)
    {
        byte[] file = Files[kind];
        string first = Path.Combine(_folder, "1"), last = Path.Combine(_folder, "2");
        int cuts = 0;
        for (int cut = 1; cut < file.Length; cut += 4)
        {
            File.WriteAllBytes(first, file);
            File.WriteAllBytes(last, file[..cut]);
            if (Try(() => ConcatenatedSource.Open([first, last], Silence)) is not { } opened) continue;
            using ConcatenatedSource source = opened;
            Read(source);
            File.WriteAllBytes(last, file);
            if (!TryRefresh(source)) continue;
            Read(source);
            using var anew = ConcatenatedSource.Open([first, last], Silence);
            Read(anew);
            AssertSame(anew, source, $"{kind} cut at {cut}");
            cuts++;
        }
        Assert.True(cuts > 0);
    }

    [Fact]
    public void Silence_in_the_place_of_an_end_that_turns_out_to_be_sound_is_kept_nowhere()
    {
        byte[] file = Files["FLAC of a known length with a FlacFrame broken off and written again"];
        var options = new UnwrapOptions(0.1);
        int changed = 0;
        for (int cut = 1; cut < file.Length; cut++)
        {
            using var stream = new MemoryStream();
            stream.Write(file.AsSpan(0, cut));
            if (Try(() => AudioLoader.OpenSource(stream, Silence with { LeaveOpen = true })) is not { } opened) continue;
            using AudioSource source = opened;
            using AudioSource unwrapped = source.Unwrapped(options);
            using BufferedArray<float> array = source.Signal<float>().Buffered(), other = unwrapped.Signal<float>().Buffered();
            array.UpdateBuffer(0, array.Frames);
            other.UpdateBuffer(0, other.Frames);
            bool wasLost = source.DamagedRanges.Count > 0;
            Append(stream, file.AsSpan(cut));
            if (!TryRefresh(source)) continue;
            // Refreshed by another one before.
            array.Refresh();
            other.Refresh();
            using AudioSource anew = AudioLoader.OpenSource(new MemoryStream(file), Silence);
            using AudioSource unwrappedAnew = anew.Unwrapped(options);
            Assert.Equal(Samples(anew), array[..].ToArray());
            Assert.Equal(Samples(unwrappedAnew), other[..].ToArray());
            if (wasLost && source.DamagedRanges.Count == 0) changed++;
        }
        Assert.True(changed > 0);
    }

    // What opening does not look at is noted when it is met, in whatever state the file was measured.
    [Fact]
    public void What_is_met_after_a_refresh_is_noted()
    {
        FlacFile file = Flac();
        file.Frames[2] = [0, 0, 0, .. file.Frames[2]];
        byte[] bytes = file.ToArray();
        using var stream = new MemoryStream();
        stream.Write(bytes.AsSpan(0, bytes.Length - 3));
        using AudioSource source = AudioLoader.OpenSource(stream, Silence with { LeaveOpen = true });
        Append(stream, bytes.AsSpan(bytes.Length - 3));
        source.Refresh();
        Read(source);
        Assert.Equal(DiagnosticKind.Ignored, Assert.Single(source.Diagnostics).Kind);
    }

    private static FlacFile Flac(long? total = null)
    {
        FlacFile file = FlacSounds.File(seed: 3, 1, 16, Enumerable.Repeat(Block, 7));
        file.TotalFrames = total;
        return file;
    }

    private static byte[] WrittenAgain(long total)
    {
        FlacFile file = Flac(total);
        file.Frames[5] = [.. file.Frames[5][..8], .. file.Frames[5]];
        return file.ToArray();
    }

    private static byte[] Damaged()
    {
        FlacFile file = Flac();
        file.Frames[2][^1] ^= 1;
        return file.ToArray();
    }

    private static void Append(MemoryStream stream, ReadOnlySpan<byte> bytes)
    {
        stream.Position = stream.Length;
        stream.Write(bytes);
    }

    private static void AssertAsOpened(AudioSource source, byte[] file, string what)
    {
        using AudioSource anew = AudioLoader.OpenSource(new MemoryStream(file), Silence);
        Read(anew);
        Read(source);
        AssertSame(anew, source, what);
    }

    private static void AssertSame(AudioSource anew, AudioSource source, string what)
    {
        // Frames that a recorder's half-written metadata were taken for are taken back with an entry.
        IEnumerable<string> expected = Entries(anew), found = Entries(source);
        Assert.True(anew.DamagedRanges.SequenceEqual(source.DamagedRanges), $"{what}: {string.Join(", ", source.DamagedRanges)}");
        Assert.True(expected.SequenceEqual(found), $"{what}: {string.Join("\n", found)}\nanew: {string.Join("\n", expected)}");

        static string[] Entries(AudioSource one) =>
            [.. one.Diagnostics.Where(entry => entry.Kind != DiagnosticKind.Changed).Select(entry => $"{entry}").Order(StringComparer.Ordinal)];
    }

    private static void Read(AudioSource source) => _ = Samples(source);

    private static float[] Samples(AudioSource source)
    {
        float[] samples = new float[source.Frames * source.Channels];
        source.Read(0, samples.AsSpan());
        return samples;
    }

    private static bool TryRefresh(AudioSource source)
    {
        try
        {
            source.Refresh();
            return true;
        }
        catch (AudioFormatException fault)
        {
            Assert.Equal(AudioFormatErrorKind.Changed, fault.Kind);
            return false;
        }
    }

    private static T? Try<T>(Func<T> open)
        where T : class
    {
        try
        {
            return open();
        }
        catch (AudioFormatException)
        {
            return null; // Not a recording yet.
        }
    }
}
