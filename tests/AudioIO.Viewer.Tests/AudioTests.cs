using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;

namespace AudioIO.Viewer.Tests;

/// <summary>Pieces of sound as files that a browser plays from any place.</summary>
public sealed class AudioTests : ViewerTest
{
    [Theory]
    [InlineData(1, 8000)]
    [InlineData(2, 4000)]
    public async Task A_piece_is_a_WAV_file_of_the_samples_at_a_slower_rate(int slowness, int rate)
    {
        Start(Tone());
        string path = Here.Write("piece.wav", await Bytes($"audio.wav?start=1000&count=500&slowness={slowness}"));
        using AudioLoader<short> piece = AudioLoader.Open<short>(path);
        Assert.Equal((500, 2, rate), (piece.Frames, piece.Channels, (int)piece.Rate));
        short[] expected = new short[1000];
        Source.Read<short>(1000, expected);
        Assert.Equal(expected, MemoryMarshal.Cast<byte, short>((await Bytes($"audio.wav?start=1000&count=500&slowness={slowness}")).AsSpan(44)).ToArray());
        Assert.Empty(piece.Diagnostics);
    }

    [Fact]
    public async Task A_rate_that_no_browser_plays_is_resampled_upwards()
    {
        Start(Tone());
        byte[] piece = await Bytes("audio.wav?start=0&count=1000&slowness=10");
        Assert.Equal(3200u, BinaryPrimitives.ReadUInt32LittleEndian(piece.AsSpan(24)));
        Assert.Equal(44 + (4 * 1000 * 4), piece.Length);
    }

    [Fact]
    public async Task A_piece_ends_with_the_recording_and_may_be_one_channel()
    {
        Start(Tone());
        byte[] piece = await Bytes("audio.wav?start=11990&count=5000&channel=1");
        Assert.Equal(44 + (2 * 10), piece.Length);
        short[] expected = new short[20];
        Source.Read<short>(11_990, expected);
        Assert.Equal(expected.Where((_, i) => i % 2 == 1), MemoryMarshal.Cast<byte, short>(piece.AsSpan(44)).ToArray());
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("&channel=2", 2)]
    [InlineData("&channel=3&channel=1", 3, 1)]
    public async Task Of_many_channels_those_are_heard_that_were_chosen(string query, params int[] channels)
    {
        Start(Here.WriteWave("four.wav", 8000, 4, 1000, (frame, channel) => (channel + 1) * 0.1 * Math.Sin(frame / 5.0)));
        byte[] piece = await Bytes($"audio.wav?start=10&count=100{query}");
        Assert.Equal(channels.Length, BinaryPrimitives.ReadUInt16LittleEndian(piece.AsSpan(22)));
        short[] all = new short[400];
        Source.Read<short>(10, all);
        Assert.Equal(Enumerable.Range(0, 100).SelectMany(i => channels.Select(channel => all[(4 * i) + channel])), MemoryMarshal.Cast<byte, short>(piece.AsSpan(44)).ToArray());
    }

    [Theory]
    [InlineData(0, 43)]
    [InlineData(40, 47)]
    [InlineData(44, 4043)]
    [InlineData(1001, 1003)]
    [InlineData(40_000, 48_043)]
    public async Task A_range_of_bytes_is_that_of_the_whole(int from, int to)
    {
        Start(Tone());
        byte[] whole = await Bytes("audio.wav?start=0&count=12000");
        using var request = new HttpRequestMessage(HttpMethod.Get, "audio.wav?start=0&count=12000");
        request.Headers.Range = new RangeHeaderValue(from, to);
        using HttpResponseMessage answer = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal($"bytes {from}-{to}/{whole.Length}", answer.Content.Headers.ContentRange!.ToString());
        Assert.Equal(whole[from..(to + 1)], await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_range_beyond_the_end_is_refused()
    {
        Start(Tone());
        using var request = new HttpRequestMessage(HttpMethod.Get, "audio.wav?start=0&count=10");
        request.Headers.Range = new RangeHeaderValue(1000, null);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, (await Http.SendAsync(request)).StatusCode);
    }
}
