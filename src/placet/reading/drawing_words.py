"""The words that a drawing in SVG may use: names of attributes, of colours, and other values in words."""

PAINTED = (
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke- "
    "miterlimit stroke-dasharray stroke-dashoffset opacity color display visibility clip-path clip-rule stop-color "
    "stop-opacity paint-order"
)
"""How something is painted: as an attribute, or in a style."""
PLACED = (
    "points x y x1 y1 x2 y2 cx cy r rx ry fx fy fr width height transform gradientTransform gradientUnits "
    "spreadMethod offset clipPathUnits viewBox preserveAspectRatio"
)
"""Where something is, and how large."""
VALUES = (
    "none currentcolor inherit evenodd nonzero butt round square miter bevel hidden visible collapse inline block "
    "userspaceonuse objectboundingbox pad reflect repeat meet slice matrix translate scale rotate skewx skewy rgb "
    "rgba hsl hsla px pt mm cm in pc em normal fill stroke markers"
)
"""In small letters."""
COLOURS = (
    "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood "
    "cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod "
    "darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon "
    "darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray "
    "dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green "
    "greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon "
    "lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon "
    "lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen "
    "magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue "
    "mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy "
    "oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip "
    "peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown "
    "seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal "
    "thistle tomato transparent turquoise violet wheat white whitesmoke yellow yellowgreen"
)
