namespace AudioIO.Tests.Mp3;

/// <summary>Files made to hurt: they take time in proportion to their length, and memory that does not depend on it.</summary>
public sealed class Mp3HostileTests
{
    private const int Megabytes = 8 << 20;

    /// <summary>Bytes that opening may allocate: window, index, head, and what the runtime adds.</summary>
    private const long MaxAllocated = 6 << 20;

    [Fact]
    public void Two_hours_are_indexed_in_little_memory_and_every_byte_is_read_once()
    {
        byte[] once = new Mp3Maker(1) { Mode = 3, BitRates = [4] }.Make(32);
        var bytes = new RepeatedBytes(once, 40_000_000 / once.Length);
        long before = GC.GetAllocatedBytesForCurrentThread();
        using AudioSource source = AudioLoader.OpenSource(bytes, Opened.Options);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(source.Info.Frames, 200_000L * 1152, 200_000_000L * 1152);
        Assert.True(allocated < MaxAllocated, $"{allocated} bytes");
        Assert.InRange(bytes.BytesRead, bytes.Length, bytes.Length + (1 << 18));
        bytes.BytesRead = 0;
        _ = source.Part<float>(source.Info.Frames - 5000, 1);
        Assert.InRange(bytes.BytesRead, 1, 1 << 17);
    }

    public static TheoryData<string, byte[]> Fillings => new()
    {
        { "sync codes", [0xFF] },
        { "headers", [0xFF, 0xFB, 0x90, 0xC0] },
        { "tags", [.. "TAG"u8] },
        { "tags of Id3v2", [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0] },
        { "tags of APE", [.. "APETAGEX"u8, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0, 0, 0, 0, 0xA0] },
        { "lyrics", [.. "LYRICSBEGIN"u8] },
        { "zeros", [0] },
    };

    [Theory]
    [MemberData(nameof(Fillings))]
    public void Fillings_behind_sound_Mp3Frames_cost_little(string what, byte[] filling)
    {
        byte[] file = new byte[Megabytes];
        byte[] sound = new Mp3Maker(1).Make(10);
        sound.CopyTo(file, 0);
        for (int i = sound.Length; i < file.Length; i++) file[i] = filling[(i - sound.Length) % filling.Length];
        long before = GC.GetAllocatedBytesForCurrentThread();
        using AudioSource source = Opened.Source(file);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < MaxAllocated, $"{what}: {allocated} bytes");
        // Where it happens that an Mp3Frame ends with the file, it is one; what lies before it is damage.
        long damaged = source.DamagedRanges.Sum(damage => damage.Count);
        Assert.InRange(source.Info.Frames - damaged, 8 * 1152, 13 * 1152);
    }

    [Fact]
    public void A_file_with_a_break_behind_every_third_Mp3Frame_is_read_or_refused_in_bounded_memory()
    {
        byte[] some = [.. new Mp3Maker(1) { BitRates = [1], UsesReservoir = false }.Make(3), 1, 2, 3];
        var bytes = new RepeatedBytes(some, 100_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        AudioFormatException refusal = Assert.Throws<AudioFormatException>(() => AudioLoader.OpenSource(bytes, Opened.Options));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(AudioFormatErrorKind.LimitExceeded, refusal.Kind);
        Assert.True(allocated < 8 * MaxAllocated, $"{allocated} bytes");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Noise_between_Mp3Frames_neither_hangs_nor_fails_otherwise_than_it_may(int seed)
    {
        var random = new Random(seed);
        byte[] clean = new Mp3Maker(seed) { Mode = 1, BitRates = [1, 5, 9], HasCrc = seed == 2 }.Make(40);
        for (int round = 0; round < 60; round++)
        {
            byte[] file = [.. clean];
            for (int i = random.Next(20); i >= 0; i--)
            {
                int length = random.Next(1 << random.Next(10)), position = random.Next(file.Length - length);
                if (random.Next(2) == 0) random.NextBytes(file.AsSpan(position, length));
                else file = [.. file[..position], .. file[(position + length)..]];
            }
            AudioSource source;
            try
            {
                source = Opened.Source(file, Opened.Silent);
            }
            catch (AudioFormatException)
            {
                continue;
            }
            using (source)
            {
                float[] whole = source.ReadAll<float>();
                for (int i = 0; i < 10; i++)
                {
                    long start = random.NextInt64(source.Info.Frames), count = Math.Min(3000, source.Info.Frames - start);
                    Assert.True(whole.Frames(2, start, count).SequenceEqual(source.Part<float>(start, count)), $"seed {seed}, round {round}, from {start}");
                }
            }
        }
    }

    [Fact]
    public void Reading_on_allocates_nothing_but_what_the_decoder_does()
    {
        using AudioSource source = Opened.Source(new Mp3Maker(1) { BitRates = [9] }.Make(40));
        float[] block = new float[100];
        source.Read<float>(0, block);
        // Within one Mp3Frame the decoder has nothing to do.
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int frame = 100; frame < 1100; frame += 100) source.Read<float>(frame, block);
        }));
    }

    /// <summary>The same bytes many times.</summary>
    private sealed class RepeatedBytes : ByteSource
    {
        private readonly byte[] _once;

        public RepeatedBytes(byte[] once, int count)
        {
            _once = once;
            Length = (long)once.Length * count;
        }

        public long BytesRead { get; set; }

        protected override int ReadBytes(long position, Span<byte> destination)
        {
            int offset = (int)(position % _once.Length), count = Math.Min(destination.Length, _once.Length - offset);
            _once.AsSpan(offset, count).CopyTo(destination);
            BytesRead += count;
            return count;
        }
    }
}
