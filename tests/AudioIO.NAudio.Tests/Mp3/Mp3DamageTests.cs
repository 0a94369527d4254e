using AudioIO.Tests.Contract;

namespace AudioIO.Tests.Mp3;

/// <summary>Damaged files keep their place or are refused, and read the same whatever was read before.</summary>
public sealed class Mp3DamageTests
{
    private const int Settling = 1; // Mp3Frames of MPEG 1 that overlap with the one before

    /// <summary>
    /// Mp3Frames whose side information is noise: most cannot be decoded, some are what no encoder makes. Read one after the other, in any order, and each by a
    /// source of its own, they are the same.
    /// </summary>
    [Theory]
    [InlineData(3, 0, 1)]
    [InlineData(3, 1, 3)]
    [InlineData(2, 0, 1)]
    [InlineData(0, 2, 1)]
    [InlineData(0, 2, 3)]
    public void Whatever_the_bits_are_history_does_not_matter(int version, int rate, int mode)
    {
        var random = new Random(version + mode);
        byte[][] frames = new Mp3Maker(version) { Version = version, RateIndex = rate, Mode = mode, BitRates = [8, 14], Extensions = [0, 1, 2, 3] }.Frames(300);
        foreach (byte[] frame in frames)
        {
            int bytes = version == 3 ? (mode == 3 ? 17 : 32) : (mode == 3 ? 9 : 17);
            int kind = random.Next(4);
            // A few bits, many of them, or none.
            for (int i = 0; kind < 3 && i < (kind == 0 ? 200 : 2); i++) frame[4 + random.Next(bytes)] ^= (byte)(1 << random.Next(8));
        }
        byte[] file = [.. frames.SelectMany(f => f)];
        using AudioSource forward = Opened.Source(file, Opened.Silent), any = Opened.Source(file, Opened.Silent);
        int unit = forward.FramesPerUnit, channels = forward.Channels;
        float[] expected = forward.ReadAll<float>();
        Assert.Equal(300 * unit * channels, expected.Length);
        Assert.Contains(expected, value => value != 0);
        for (int i = 0; i < 300; i++)
        {
            int frame = random.Next(300);
            Bitwise.Same(expected.Frames(channels, frame * unit, unit), any.Part<float>(frame * unit, unit), $"Mp3Frame {frame} in any order");
            if (i % 3 != 0) continue;
            using AudioSource fresh = Opened.Source(file, Opened.Silent);
            Bitwise.Same(expected.Frames(channels, frame * unit, unit), fresh.Part<float>(frame * unit, unit), $"Mp3Frame {frame} for the first time");
        }
        for (int i = 0; i < 300; i++) any.Part<float>(i * unit, unit);
        Assert.Equal(forward.DamagedRanges, any.DamagedRanges);
    }

    [Fact]
    public void Every_truncation_gives_the_Mp3Frames_that_are_whole()
    {
        byte[][] frames = new Mp3Maker(1) { Mode = 1, BitRates = [1, 2] }.Frames(5);
        byte[] file = [.. frames.SelectMany(f => f)];
        float[] expected = PlainDecoder.Decode(frames);
        int whole = 0, end = frames[0].Length;
        for (int length = 0; length < file.Length; length++)
        {
            if (length == end) end += frames[++whole].Length;
            if (whole == 0)
            {
                Opened.Refusal(file[..length]);
                continue;
            }
            using AudioSource source = Opened.Source(file[..length]);
            Assert.Equal(whole * 1152, source.Info.Frames);
            Bitwise.Same(expected.Frames(2, 0, whole * 1152), source.ReadAll<float>(), $"{length} bytes");
            if (length > end - frames[whole].Length + 3) source.AssertNote(DiagnosticKind.Truncated, "The last Mp3Frame is cut");
        }
    }

    [Theory]
    [InlineData(9)] // at a constant bit rate
    [InlineData(5, 9, 11)]
    public void Every_flipped_byte_leaves_every_other_frame_in_its_place(params int[] bitRates)
    {
        byte[][] frames = new Mp3Maker(2) { Mode = 3, BitRates = bitRates }.Frames(12);
        // The encoder's count helps where the bit rate does not tell how many Mp3Frames are lost.
        byte[] tag = new Mp3Maker(2).TagFrame(Mp3Maker.InfoTag("Xing", frames.Length, 0, 0, "other"));
        byte[] file = [.. tag, .. frames.SelectMany(f => f)];
        float[] expected = PlainDecoder.Decode(frames);
        var random = new Random(1);
        for (int position = tag.Length; position < file.Length; position++)
        {
            int start = tag.Length, hit = 0;
            while (start + frames[hit].Length <= position) start += frames[hit++].Length;
            // Bits of sound are as good as each other.
            if (position - start > 40 && position % 7 > 0) continue;
            byte[] flipped = [.. file];
            flipped[position] ^= (byte)(1 << random.Next(8));
            using AudioSource source = Opened.Source(flipped, Opened.Silent);
            bool mayBeCut = position >= file.Length - frames[^1].Length && position < file.Length - frames[^1].Length + 4;
            int there = mayBeCut ? (int)(source.Info.Frames / 1152) : frames.Length;
            Assert.InRange(there, frames.Length - 1, frames.Length);
            Assert.True(source.Info.Frames == there * 1152, $"byte {position}: {source.Info.Frames / 1152.0} Mp3Frames; {string.Join(Environment.NewLine, source.Diagnostics)}");
            float[] found = source.ReadAll<float>();
            // The main data of some Mp3Frames behind it may lie in the one that was hit.
            int free = Math.Min(there, hit + 4 + Settling);
            bool isHeader = position - start < 4;
            Bitwise.Same(expected.Frames(1, 0, hit * 1152), found.AsSpan(0, hit * 1152), $"before byte {position}, Mp3Frame {hit} at {start}; {string.Join(Environment.NewLine, source.Diagnostics)}");
            Bitwise.Same(expected.Frames(1, free * 1152, (there - free) * 1152), found.AsSpan(free * 1152), $"behind byte {position}");
            if (!isHeader) continue;
            // What is not decoded as it was is damage, and said to be.
            for (int i = hit; i < free; i++)
            {
                var range = new FrameRange(i * 1152, (i + 1) * 1152);
                bool isSame = expected.Frames(1, range.Start, 1152).SequenceEqual(found.AsSpan((int)range.Start, 1152));
                bool isSaid = source.DamagedRanges.Any(damage => damage.Start <= range.Start && range.Stop <= damage.Stop);
                // Bits of the header that have no bearing on where Mp3Frames lie change how they are decoded, and nothing tells.
                Assert.True(isSame || isSaid || IsSilentBit(flipped[position] ^ file[position], position - start), $"byte {position}, Mp3Frame {i}");
            }
        }
    }

    [Fact]
    public void Lost_Mp3Frames_are_named_and_those_behind_them_stay_where_they_are()
    {
        byte[][] frames = new Mp3Maker(4) { Mode = 1, BitRates = [9], UsesReservoir = false }.Frames(40);
        byte[] file = [.. frames.SelectMany(f => f)];
        float[] expected = PlainDecoder.Decode(frames);
        int start = frames.Take(10).Sum(f => f.Length), stop = frames.Take(17).Sum(f => f.Length);
        file.AsSpan(start, stop - start).Clear();
        using AudioSource source = Opened.Source(file);
        Assert.Equal(40 * 1152, source.Info.Frames);
        source.AssertNote(DiagnosticKind.Damaged, "they were 7 Mp3Frames");
        Assert.Equal([new FrameRange(10 * 1152, 17 * 1152)], source.DamagedRanges);
        Bitwise.Same(expected.Frames(2, 0, 10 * 1152), source.Part<float>(0, 10 * 1152), "before");
        Bitwise.Same(expected.Frames(2, 18 * 1152, 22 * 1152), source.Part<float>(18 * 1152, 22 * 1152), "behind");
        AudioFormatException fault = Assert.Throws<AudioFormatException>(() => source.Part<float>(12 * 1152, 1));
        Assert.Equal((10 * 1152, 7 * 1152, start), (fault.StartFrame, fault.FrameCount, fault.Position));
        // The first one behind overlaps with one that is lost.
        fault = Assert.Throws<AudioFormatException>(() => source.Part<float>(17 * 1152, 1152));
        Assert.Equal((17 * 1152, 1152), (fault.StartFrame, fault.FrameCount));
    }

    [Fact]
    public void With_silence_asked_for_damage_is_silent_and_listed()
    {
        byte[][] frames = new Mp3Maker(4) { BitRates = [9], UsesReservoir = false }.Frames(20);
        frames[5][2] |= 0xF0; // no such bit rate
        using AudioSource source = Opened.Source([.. frames.SelectMany(f => f)], Opened.Silent);
        float[] found = source.ReadAll<float>();
        Assert.DoesNotContain(found[(5 * 1152)..(7 * 1152)], value => value != 0);
        Assert.Equal([new FrameRange(5 * 1152, 7 * 1152)], source.DamagedRanges);
        source.AssertNote(DiagnosticKind.Damaged, "they read as silence");
    }

    [Fact]
    public void A_wrong_CRC_is_damage_and_CRCs_that_are_all_wrong_are_not()
    {
        byte[][] frames = new Mp3Maker(6) { HasCrc = true, UsesReservoir = false }.Frames(20);
        float[] expected = PlainDecoder.Decode(frames);
        frames[9][4] ^= 1;
        using (AudioSource source = Opened.Source([.. frames.SelectMany(f => f)]))
        {
            AudioFormatException fault = Assert.Throws<AudioFormatException>(() => source.ReadAll<float>());
            Assert.Equal((AudioFormatErrorKind.ChecksumMismatch, 9 * 1152), (fault.Kind, fault.StartFrame));
        }
        foreach (byte[] frame in frames) frame[5] ^= 0x55;
        using AudioSource all = Opened.Source([.. frames.SelectMany(f => f)]);
        all.AssertNote(DiagnosticKind.Contradiction, "None of the first 8 CRCs fits");
        Bitwise.Same(expected, all.ReadAll<float>(), "the whole");
    }

    [Fact]
    public void A_part_of_a_longer_stream_says_how_much_of_its_beginning_cannot_be_decoded()
    {
        byte[][] frames = new Mp3Maker(8) { BitRates = [9] }.Frames(60);
        int first = Array.FindIndex(frames, 5, frame => frame[4] > 100);
        float[] expected = PlainDecoder.Decode(frames);
        using AudioSource source = Opened.Source([.. frames.Skip(first).SelectMany(f => f)]);
        Diagnostic note = Assert.Single(source.Diagnostics, entry => entry.Kind == DiagnosticKind.Truncated);
        Assert.Contains("begins within a longer stream", note.Message, StringComparison.Ordinal);
        Assert.Throws<AudioFormatException>(() => source.Part<float>(0, 1));
        long lost = note.FrameCount!.Value;
        Assert.InRange(lost, 1152, 8 * 1152);
        Bitwise.Same(
            expected.Frames(1, (first * 1152) + lost, source.Info.Frames - lost), source.Part<float>(lost, source.Info.Frames - lost), "what can be decoded");
    }

    [Fact]
    public void A_file_that_became_shorter_or_another_one_is_an_error()
    {
        byte[] file = new Mp3Maker(1).Make(200);
        var stream = new MemoryStream();
        stream.Write(file);
        using AudioSource source = AudioLoader.OpenSource(stream, Opened.Options);
        stream.SetLength(file.Length / 2);
        AudioFormatException fault = Assert.Throws<AudioFormatException>(() => source.Part<float>(150 * 1152, 1));
        Assert.Equal(AudioFormatErrorKind.Truncated, fault.Kind);
        stream.SetLength(0);
        stream.Write(new byte[file.Length]);
        fault = Assert.Throws<AudioFormatException>(() => source.Part<float>(150 * 1152, 1));
        Assert.Equal(AudioFormatErrorKind.Changed, fault.Kind);
    }

    // Protection, private bit, channel mode between kinds of stereo, extension, copyright, original, emphasis.
    private static bool IsSilentBit(int bit, int offset) => offset switch { 1 => bit == 1, 2 => bit == 1, 3 => true, _ => false };
}
