using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using NLayer;

namespace AudioIO;

/// <summary>
/// Makes NLayer's decoders, with two tables put right, of the decoder alone and not of NLayer. The package asks for exactly the version that this is true of.
/// </summary>
/// <remarks>
/// In short blocks each of the three windows has a gain of its own; above the last band with scale factors (from 14 kHz on at 44.1 kHz) NLayer takes that of
/// the first window for all three, and is wrong by a factor of 4 and more behind attacks, as lame's variable bit rates have them.
/// <para>
/// At 24 kHz the long band 17 ends at line 332, as lame has it; NLayer and ffmpeg have 330, and decode lame's files 4 dB further from their sound.
/// </para>
/// </remarks>
internal static class NLayerDecoders
{
    private const int Bands = 13;
    private const int LongBandRate = 24_000;
    private const int LongBand = 17;
    private const int LongBandEnd = 332;
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>Makes a decoder.</summary>
    /// <param name="stream">A header of the stream that it is for.</param>
    /// <exception cref="InvalidOperationException">This is another NLayer than the one that the package asks for.</exception>
    public static MpegFrameDecoder Create(Mp3Header stream)
    {
        NLayerTables.Require();
        var decoder = new MpegFrameDecoder();
        // It builds its tables for a sampling rate with the first Mp3Frame: one of silence.
        var silence = new Mp3DecoderFrame();
        silence.Set(stream, new byte[stream.SideInfoBytes], [], []);
        decoder.DecodeFrame(silence, new float[stream.FrameCount * stream.Channels].AsSpan());
        decoder.Reset();
        Correct(decoder, stream.Rate);
        return decoder;
    }

    [DynamicDependency(DynamicallyAccessedMemberTypes.NonPublicFields, "NLayer.Decoder.LayerIIIDecoder", "NLayer")]
    private static void Correct(MpegFrameDecoder decoder, int rate)
    {
        Type? layer = Type.GetType("NLayer.Decoder.LayerIIIDecoder, NLayer");
        object? inner = typeof(MpegFrameDecoder).GetField("_layerIIIDecoder", Hidden)?.GetValue(decoder);
        if (layer?.GetField("_sfBandIndexS", Hidden)?.GetValue(inner) is not int[] { Length: Bands + 1 } bands
            || layer.GetField("_cbwLookupS", Hidden)?.GetValue(inner) is not byte[] windows
            || windows.Length != 3 * bands[Bands]
            || layer.GetField("_sfBandIndexL", Hidden) is not { } longField
            || longField.GetValue(inner) is not int[] { Length: > LongBand + 1 } longBands
            || layer.GetField("_cbLookupL", Hidden)?.GetValue(inner) is not byte[] bandOfLine)
        {
            throw new InvalidOperationException($"{typeof(MpegFrameDecoder).Assembly.GetName()}: expected NLayer 3.0.1, which this package knows.");
        }
        for (int band = 0; band < Bands; band++)
        {
            int width = bands[band + 1] - bands[band];
            for (int line = 0; line < 3 * width; line++) windows[(3 * bands[band]) + line] = (byte)(line / width);
        }
        if (rate != LongBandRate) return;
        longBands = [.. longBands];
        for (int line = longBands[LongBand + 1]; line < LongBandEnd; line++) bandOfLine[line] = LongBand;
        longBands[LongBand + 1] = LongBandEnd;
        longField.SetValue(inner, longBands);
    }
}
