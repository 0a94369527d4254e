using System.Text;
using AudioIO.Tests.Contract;

namespace AudioIO.Tests.Mp3;

/// <summary>What stands around Mp3Frames, and what is said of it.</summary>
public sealed class Mp3FileTests
{
    private readonly byte[][] _frames = new Mp3Maker(1) { Mode = 1, BitRates = [9] }.Frames(20);

    private byte[] Audio => [.. _frames.SelectMany(f => f)];

    [Theory]
    [InlineData("Info", "LAME3.100", 576, 1000)]
    [InlineData("Xing", "LAME3.99r", 1105, 529)]
    [InlineData("Xing", "Lavf58.76", 1105, 100)]
    [InlineData("Info", "Lavc59.37", 0, 4095)]
    public void Delay_and_padding_of_the_encoder_are_left_out_and_said(string name, string encoder, int delay, int padding)
    {
        float[] expected = PlainDecoder.Decode(_frames);
        byte[] tag = new Mp3Maker(1) { Mode = 1 }.TagFrame(Mp3Maker.InfoTag(name, 20, delay, padding, encoder));
        using AudioSource source = Opened.Source([.. tag, .. Audio]);
        int skipped = delay + 529, frames = (20 * 1152) - skipped - Math.Max(0, padding - 529);
        Assert.Equal(frames, source.Info.Frames);
        Bitwise.Same(expected.Frames(2, skipped, frames), source.ReadAll<float>(), "the recording");
        source.AssertNote(DiagnosticKind.Ignored, $"{skipped} frames at the beginning and");
        Assert.Single(source.Diagnostics);
    }

    [Fact]
    public void Tags_of_other_encoders_state_no_delay()
    {
        foreach (string encoder in (string[])["", "Gogo", "FhG"])
        {
            byte[] tag = new Mp3Maker(1) { Mode = 1 }.TagFrame(Mp3Maker.InfoTag("Xing", 20, 576, 1000, encoder));
            using AudioSource source = Opened.Source([.. tag, .. Audio]);
            Assert.Equal(20 * 1152, source.Info.Frames);
            Assert.Empty(source.Diagnostics);
        }
    }

    [Fact]
    public void A_VBRI_tag_is_no_sound()
    {
        byte[] tag = new Mp3Maker(1) { Mode = 1 }.TagFrame([.. "VBRI"u8, 0, 1, 0, 0, 0, 75, 0, 0, 0, 0, 0, 0, 0, 20, .. new byte[8]]);
        using AudioSource source = Opened.Source([.. tag, .. Audio]);
        Bitwise.Same(PlainDecoder.Decode(_frames), source.ReadAll<float>(), "the recording");
        Assert.Empty(source.Diagnostics);
    }

    [Fact]
    public void A_cut_file_has_no_padding_and_an_appended_one_an_unknown_one()
    {
        byte[] tag = new Mp3Maker(1) { Mode = 1 }.TagFrame(Mp3Maker.InfoTag("Info", 20, 576, 1200));
        byte[] file = [.. tag, .. Audio];
        using (AudioSource cut = Opened.Source(file[..^_frames[^1].Length]))
        {
            Assert.Equal((20 * 1152) - 576 - 529 - Math.Max(1152, 1200 - 529), cut.Info.Frames);
            cut.AssertNote(DiagnosticKind.Truncated, "counts 20 Mp3Frames, the file has 19");
        }
        using AudioSource appended = Opened.Source([.. file, .. _frames[3]]);
        Assert.Equal((21 * 1152) - 576 - 529, appended.Info.Frames);
        appended.AssertNote(DiagnosticKind.Contradiction, "the encoder's padding is not left out");
    }

    [Fact]
    public void A_delay_longer_than_the_recording_is_not_believed()
    {
        byte[] tag = new Mp3Maker(1).TagFrame(Mp3Maker.InfoTag("Info", 2, 4095, 4095));
        using AudioSource source = Opened.Source([.. tag, .. new Mp3Maker(1).Make(2)]);
        Assert.Equal(2 * 1152, source.Info.Frames);
    }

    [Fact]
    public void Tags_before_behind_and_between_are_passed_over()
    {
        byte[] id3 = [.. "ID3"u8, 4, 0, 0x10, 0, 0, 1, 2, .. new byte[130], .. "3DI"u8, 4, 0, 0x10, 0, 0, 1, 2];
        byte[] ape = [.. "APETAGEX"u8, 0xD0, 7, 0, 0, 52, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xA0, .. new byte[28], .. "APETAGEX"u8, 0xD0, 7, 0, 0, 52, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0x80, .. new byte[8]];
        byte[] lyrics = [.. "LYRICSBEGININD0000200"u8, .. Encoding.ASCII.GetBytes("000021"), .. "LYRICS200"u8];
        byte[] id3v1 = [.. "TAG"u8, .. new byte[125]];
        float[] expected = [.. PlainDecoder.Decode(_frames)];
        using (AudioSource source = Opened.Source([.. id3, .. Audio, .. lyrics, .. ape, .. id3v1]))
        {
            Bitwise.Same(expected, source.ReadAll<float>(), "the recording");
            source.AssertNote(DiagnosticKind.Ignored, "150 bytes of ID3v2 tags");
            source.AssertNote(DiagnosticKind.Ignored, $"{lyrics.Length + ape.Length + id3v1.Length} bytes of a tag");
            Assert.Equal(2, source.Diagnostics.Count);
        }
        byte[][] alone = new Mp3Maker(2) { Mode = 1, BitRates = [9], UsesReservoir = false }.Frames(10);
        using AudioSource joined = Opened.Source([.. Audio, .. id3v1, .. id3, .. alone.SelectMany(f => f)]);
        Bitwise.Same(PlainDecoder.Decode(_frames.Concat(alone)), joined.ReadAll<float>(), "both");
        float[] second = joined.Part<float>(20 * 1152, 1152);
        Bitwise.Same(PlainDecoder.Decode(_frames.Concat(alone)).Frames(2, 20 * 1152, 1152), second, "the first one behind the tags");
    }

    [Fact]
    public void Bytes_before_the_first_Mp3Frame_are_skipped_and_said()
    {
        byte[] junk = new byte[700];
        new Random(1).NextBytes(junk);
        using AudioSource source = Opened.Source([.. junk, .. Audio]);
        Bitwise.Same(PlainDecoder.Decode(_frames), source.ReadAll<float>(), "the recording");
        source.AssertNote(DiagnosticKind.Ignored, "700 bytes stand before the first Mp3Frame");
    }

    [Fact]
    public void What_follows_behind_the_stream_is_named()
    {
        using (AudioSource source = Opened.Source([.. Audio, .. new byte[5000]]))
        {
            Assert.Equal(20 * 1152, source.Info.Frames);
            source.AssertNote(DiagnosticKind.Ignored, "5000 bytes behind the last Mp3Frame are none");
        }
        using AudioSource other = Opened.Source([.. Audio, .. new Mp3Maker(1) { Mode = 3, RateIndex = 1 }.Make(20)]);
        Assert.Equal(20 * 1152, other.Info.Frames);
        other.AssertNote(DiagnosticKind.Ignored, "Another recording (MP3 of 1 channels at 48000 Hz)");
    }

    [Fact]
    public void What_is_not_read_is_refused_by_name()
    {
        byte[] free = [.. _frames.SelectMany(frame => (byte[])[frame[0], frame[1], (byte)(frame[2] & 0x0F), .. frame[3..400]])];
        Assert.Contains("free format", Opened.Refusal(free).Message, StringComparison.Ordinal);
        byte[] second = [.. _frames.SelectMany(frame => (byte[])[frame[0], 0xFD, .. frame[2..]])];
        Assert.Contains("MPEG audio layer II", Opened.Refusal(second).Message, StringComparison.Ordinal);
        byte[] aac = [0xFF, 0xF1, 0x50, 0x80, .. new byte[600]];
        Assert.Contains("AAC in ADTS", Opened.Refusal(aac).Message, StringComparison.Ordinal);
        Assert.Contains("MP3 or AIFF", Opened.Refusal(aac).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_content_is_not_taken_for_MP3()
    {
        var random = new Random(1);
        byte[] noise = new byte[100_000];
        for (int i = 0; i < 200; i++)
        {
            random.NextBytes(noise);
            Assert.False(NAudioFormats.Mp3.Recognize(noise.AsSpan(0, AudioFormat.HeadBytes)));
        }
        Array.Fill(noise, (byte)0xFF);
        Assert.False(NAudioFormats.Mp3.Recognize(noise.AsSpan(0, AudioFormat.HeadBytes)));
        Assert.False(NAudioFormats.Mp3.Recognize(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("some text in UTF-16")).ToArray()));
        Assert.False(NAudioFormats.Mp3.Recognize([]));
    }

    [Fact]
    public void It_is_opened_by_path_joined_and_timed_by_its_name()
    {
        using var folder = new TemporaryFolder();
        string[] paths = [folder.Write("20240601_220000.mp3", Audio), folder.Write("20240601_220010.mp3", Audio)];
        using AudioLoader<float> nights = NAudioLoader.Open(paths);
        Assert.Equal((2 * 20 * 1152, AudioEncoding.Mp3), (nights.Frames, nights.Info.Encoding));
        Assert.Equal(new DateTime(2024, 6, 1, 22, 0, 0), nights.ClockAt(0));
        Assert.Equal(JoinKind.Gap, Assert.Single(nights.Joins).Kind);
        Assert.Equal(paths[1], nights.FileAt(nights.Frames - 1).Path);
        float[] one = PlainDecoder.Decode(_frames);
        Bitwise.Same((ReadOnlySpan<float>)[.. one, .. one], nights.View(0, (int)nights.Frames).Span, "both");
        using AudioLoader<float> single = NAudioLoader.Open(paths[0]);
        Assert.Equal((paths[0], 20 * 1152L), (single.Files[0].Path, single.Frames));
        Assert.Equal(StartTimeOrigin.FileName, single.StartTime!.Origin);
        Assert.Equal(single.Info, AudioLoader.Identify(paths[0], Opened.Options));
        Assert.Throws<InvalidOperationException>(() => AudioLoader.Open<short>(paths[0], Opened.Options));
    }

    [Fact]
    public void An_excerpt_is_written_as_32_bit_float()
    {
        using var folder = new TemporaryFolder();
        using AudioLoader<float> data = NAudioLoader.Open(folder.Write("a.mp3", Audio));
        data.Export(folder["cut.wav"], 1000, 2000);
        using AudioLoader<float> cut = NAudioLoader.Open(folder["cut.wav"]);
        Assert.Equal((AudioEncoding.IeeeFloat, 32), (cut.Info.Encoding, cut.Info.BitsPerSample));
        Bitwise.Same(data.View(1000, 2000).Span, cut.View(0, 2000).Span, "the excerpt");
    }
}
