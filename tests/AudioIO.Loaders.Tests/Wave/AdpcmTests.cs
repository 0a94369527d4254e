using static AudioIO.Tests.Recordings;

namespace AudioIO.Tests;

/// <summary>IMA and Microsoft ADPCM: values by hand from their documents, block sizes, damaged blocks.</summary>
public class AdpcmTests
{
    // Sample 100 and step index 0 (step 7); codes 7, 15, 0, 1, 2, 3, 4, 5, low half of a byte first.
    private static readonly byte[] ImaBlock = [100, 0, 0, 0, 0xF7, 0x10, 0x32, 0x54];

    [Fact]
    public void Ima_adds_shifted_steps_and_adapts_the_step()
    {
        // Step 7: 0+7+3+1 = 11, index 8. Step 16: −(2+16+8+4) = −30, index 16. Step 34, code 0: 4, index 15. Step 31, code 1: 3+7 = 10, 14.
        // Step 28, code 2: 3+14 = 17, 13. Step 25, code 3: 3+12+6 = 21, 12. Step 23, code 4: 2+23 = 25, 14. Step 28, code 5: 3+28+7 = 38.
        Assert.Equal([100, 111, 81, 85, 95, 112, 133, 158, 196], Integers(WaveBuilder.File(WaveFormat.Ima(1, 8), ImaBlock)));
    }

    [Fact]
    public void Ima_saturates_at_16_bits()
    {
        byte[] up = [0xFF, 0x7F, 88, 0, 0x77, 0x77, 0x77, 0x77];
        byte[] down = [0x00, 0x80, 88, 0, 0xFF, 0xFF, 0xFF, 0xFF];
        Assert.All(Integers(WaveBuilder.File(WaveFormat.Ima(1, 8), up)), v => Assert.Equal(32767, v));
        Assert.All(Integers(WaveBuilder.File(WaveFormat.Ima(1, 8), down)), v => Assert.Equal(-32768, v));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void Ima_takes_four_bytes_of_each_channel_in_turn(int channels)
    {
        byte[] headers = [.. Enumerable.Range(0, channels).SelectMany(c => new byte[] { (byte)(100 + c), 0, 0, 0 })];
        byte[] codes = [.. Enumerable.Range(0, channels).SelectMany(_ => ImaBlock[4..])];
        int[] read = Integers(WaveBuilder.File(WaveFormat.Ima(channels, 8 * channels), [.. headers, .. codes]));
        int[] mono = [100, 111, 81, 85, 95, 112, 133, 158, 196];
        Assert.Equal(mono.SelectMany(v => Enumerable.Range(0, channels).Select(c => v + c)), read);
    }

    [Fact]
    public void Microsoft_predicts_from_two_samples_and_adapts_the_delta()
    {
        // Set 1: 2·s1 − s2. Delta 16, samples 100 and 90 (the first in time is the last in the header). Codes 1, −1, 7, −8, high half
        // first.
        // 110 + 16 = 126, delta 16·230/256 = 14 → 16. 152 − 16 = 136, delta 16. 146 + 112 = 258, delta 16·614/256 = 38. 380 − 304 = 76.
        byte[] block = [1, 16, 0, 100, 0, 90, 0, 0x1F, 0x78];
        Assert.Equal([90, 100, 126, 136, 258, 76], Integers(WaveBuilder.File(WaveFormat.MsAdpcm(1, 9), block)));
    }

    [Fact]
    public void Microsoft_alternates_the_channels_and_uses_the_sets_of_the_file()
    {
        // Set 0 is (0, 0), set 1 (256, 0): left is the code alone, right adds to the sample before.
        WaveFormat format = WaveFormat.MsAdpcm(2, 16, coefficients: [0, 0, 256, 0]);
        byte[] block = [0, 1, 16, 0, 16, 0, 1, 0, 2, 0, 3, 0, 4, 0, 0x12, 0xEF];
        Assert.Equal([3, 4, 1, 2, 16, 34, -32, 18], Integers(WaveBuilder.File(format, block)));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(8, 4)]
    public void A_last_block_that_is_cut_gives_the_frames_that_are_there(int blocks, int missing)
    {
        byte[] audio = [.. Enumerable.Repeat(ImaBlock, blocks + 1).SelectMany(b => b)];
        using WaveSource source = Open(WaveBuilder.File(WaveFormat.Ima(1, 8), audio[..^missing]));
        Assert.Equal((9 * blocks) + 1, source.Info.Frames);
        Assert.Equal(100, source.ReadAll<short>()[^1]);
    }

    [Theory]
    // 9 bytes hold two header samples and four codes.
    [InlineData(9, 6)]
    [InlineData(8, 4)]
    [InlineData(7, 2)]
    [InlineData(6, 0)]
    public void A_last_block_of_microsoft_that_is_cut_gives_the_frames_that_are_there(int bytes, int frames)
    {
        byte[] block = [1, 16, 0, 100, 0, 90, 0, 0x1F, 0x78];
        int[] whole = [90, 100, 126, 136, 258, 76];
        Assert.Equal(whole.Concat(whole[..frames]), Integers(WaveBuilder.File(WaveFormat.MsAdpcm(1, 9), [.. block, .. block[..bytes]])));
    }

    [Theory]
    [InlineData(12u, 12)]
    [InlineData(10u, 10)]
    [InlineData(18u, 18)]
    public void Fact_trims_the_last_block(uint fact, int frames)
    {
        byte[] audio = [.. ImaBlock, .. ImaBlock];
        byte[] file = WaveBuilder.Riff().Format(WaveFormat.Ima(1, 8)).Chunk("fact", BitConverter.GetBytes(fact)).Data(audio).ToArray();
        using WaveSource source = Open(file);
        Assert.Equal(frames, source.Info.Frames);
        Assert.Equal(frames, source.ReadAll<float>().Length);
        Assert.Empty(source.Diagnostics);
    }

    [Theory]
    [InlineData(9u)]
    [InlineData(0u)]
    [InlineData(19u)]
    [InlineData(uint.MaxValue)]
    public void Fact_never_takes_a_block_nor_adds_a_frame(uint fact)
    {
        byte[] audio = [.. ImaBlock, .. ImaBlock];
        byte[] file = WaveBuilder.Riff().Format(WaveFormat.Ima(1, 8)).Chunk("fact", BitConverter.GetBytes(fact)).Data(audio).ToArray();
        using WaveSource source = Open(file);
        Assert.Equal(18, source.Info.Frames);
        source.AssertNote(DiagnosticKind.Contradiction, $"says {fact} frames, the blocks hold 18");
    }

    [Fact]
    public void Fact_of_rf64_that_refers_to_ds64_is_no_contradiction()
    {
        WaveBuilder builder = WaveBuilder.Riff("RF64").Ds64(16).Format(WaveFormat.Ima(1, 8)).Chunk("fact", [0xFF, 0xFF, 0xFF, 0xFF]);
        using WaveSource source = Open(builder.Data([.. ImaBlock, .. ImaBlock], uint.MaxValue).ToArray());
        Assert.Equal(18, source.Info.Frames);
        Assert.Empty(source.Diagnostics);
    }

    [Theory]
    [InlineData(0, 9)]
    [InlineData(10, 9)]
    [InlineData(65535, 9)]
    [InlineData(5, 5)]
    public void Frames_per_block_that_do_not_fit_are_corrected_and_reported(int stated, int used)
    {
        using WaveSource source = Open(WaveBuilder.File(WaveFormat.Ima(1, 8, stated), [.. ImaBlock, .. ImaBlock]));
        Assert.Equal((used, 2L * used), (source.FramesPerUnit, source.Info.Frames));
        source.AssertNote(DiagnosticKind.Contradiction, $"says {stated} frames");
        Assert.Equal([100, 111, 81, 85, 95], source.ReadAll<int>()[used..(used + 5)]);
    }

    [Fact]
    public void Coefficients_that_the_file_leaves_out_are_the_standard_ones()
    {
        WaveFormat format = WaveFormat.MsAdpcm(1, 9) with { Extension = [2, 0, 6, 0] };
        using WaveSource source = Open(WaveBuilder.File(format, [1, 16, 0, 100, 0, 90, 0, 0x1F, 0x78]));
        Assert.Equal([90, 100, 126, 136, 258, 76], source.ReadAll<int>());
        source.AssertNote(DiagnosticKind.Contradiction, "seven standard sets");
    }

    [Theory]
    [InlineData(0x11, 1, 3)]
    [InlineData(0x11, 2, 7)]
    [InlineData(2, 1, 6)]
    [InlineData(2, 2, 13)]
    [InlineData(0x11, 1, 0)]
    public void A_block_smaller_than_its_own_header_is_refused(ushort tag, ushort channels, ushort blockAlign)
    {
        WaveFormat format = WaveFormat.Ima(1, 8) with { Tag = tag, Channels = channels, BlockAlign = blockAlign };
        Assert.Equal(AudioFormatErrorKind.Malformed, Refusal(WaveBuilder.File(format, new byte[100])).Kind);
    }

    [Fact]
    public void Microsoft_with_three_channels_and_adpcm_in_rifx_are_refused()
    {
        Assert.Equal(AudioFormatErrorKind.Unsupported, Refusal(WaveBuilder.File(WaveFormat.MsAdpcm(3, 60), new byte[60])).Kind);
        WaveFormat ima = WaveFormat.Ima(1, 8) with { Extension = [0, 2, 0, 9] };
        Assert.Equal(AudioFormatErrorKind.Unsupported, Refusal(WaveBuilder.File("RIFX", ima, ImaBlock)).Kind);
    }

    [Theory]
    [InlineData(false, "step index: expected 0 to 88, found 89")]
    [InlineData(true, "predictor index: expected 0 to 6, found 7")]
    public void A_damaged_block_throws_or_is_silent_and_leaves_its_neighbours_alone(bool microsoft, string fault)
    {
        byte[] good = microsoft ? [1, 16, 0, 100, 0, 90, 0, 0x1F] : ImaBlock;
        byte[] bad = [.. good];
        if (microsoft) bad[0] = 7;
        else bad[2] = 89;
        WaveFormat format = microsoft ? WaveFormat.MsAdpcm(1, 8) : WaveFormat.Ima(1, 8);
        byte[] file = WaveBuilder.File(format, [.. good, .. bad, .. good]);
        int frames = microsoft ? 4 : 9;
        int[] block = Integers(WaveBuilder.File(format, good));

        using WaveSource strict = Open(file);
        AudioFormatException failure = Assert.Throws<AudioFormatException>(() => strict.ReadAll<int>());
        Assert.Equal(
            (AudioFormatErrorKind.Malformed, (long?)frames, (long?)frames), (failure.Kind, failure.StartFrame, failure.FrameCount));
        Assert.Contains(fault, failure.Message, StringComparison.Ordinal);
        int[] after = new int[frames];
        strict.Read<int>(2 * frames, after);
        Assert.Equal(block, after);

        using WaveSource silent = Open(file, new AudioLoaderOptions { OnDamage = DamagePolicy.Silence });
        Assert.Equal([.. block, .. new int[frames], .. block], silent.ReadAll<int>());
        silent.AssertNote(DiagnosticKind.Damaged, fault);
    }
}
